import type { Settings } from './settings.js';
import { isThisMachine, isTrustworthy } from './identity.rules.js';

const PLACEHOLDER = /^(change[-_ ]?(me|it|this)|secret|password|placeholder|example|test|todo|x+)[\d!.-]*$/i;
const SECRETS = [
  'ADMIN_PASSWORD',
  'PLATFORM_BOT_API_KEY',
  'OIDC_CLIENT_SECRET',
  'LDAP_BIND_PASSWORD',
  'ASSISTANT_API_KEY',
] as const;

const placeholder = (name: string): string => `${name} is a placeholder; set a real secret.`;

/** What may not reach production: an open door, a placeholder secret, keys that vanish with the container. */
export function unsafeSettings(settings: Settings): string[] {
  if (settings.NODE_ENV !== 'production') return [];
  const problems = unsafeProviders(settings);
  if (!settings.ENABLE_AUTH) problems.push('ENABLE_AUTH=false lets anybody act as a bot service; remove it.');
  for (const name of SECRETS) {
    if (PLACEHOLDER.test(settings[name] ?? '')) problems.push(placeholder(name));
  }
  if (settings.LDAP_URL?.startsWith('ldap://') && !settings.LDAP_STARTTLS && !isThisMachine(settings.LDAP_URL)) {
    problems.push(
      'LDAP_STARTTLS=false sends the passwords of people in the clear; use STARTTLS or an ldaps:// address.',
    );
  }
  if (settings.ENCRYPTION_KEYS === null && !settings.ALLOW_GENERATED_KEYS) {
    problems.push(
      'ENCRYPTION_KEYS is not set, so keys would be generated into DATA_DIR and lost with it. Set ENCRYPTION_KEYS, or ' +
        'ALLOW_GENERATED_KEYS=true when DATA_DIR is persistent.',
    );
  }
  return problems;
}

/** Client secrets and tokens go to these addresses. */
function unsafeProviders(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (!/^(PROVIDER|LINK_SIGN_IN)_/.test(name) || typeof value !== 'string') return [];
    if (name.endsWith('_URL')) return isTrustworthy(value) ? [] : [`${name} must be an https:// address.`];
    return name.endsWith('_CLIENT_SECRET') && PLACEHOLDER.test(value) ? [placeholder(name)] : [];
  });
}
