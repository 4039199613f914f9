import type { Environment } from './env.js';

const PLACEHOLDER = /^(change[-_ ]?(me|it|this)|secret|password|placeholder|example|test|todo|x+)[\d!.-]*$/i;
const SECRETS = ['ADMIN_PASSWORD', 'PLATFORM_BOT_API_KEY'] as const;

/** What may not reach production: an open door, a placeholder secret, keys that vanish with the container. */
export function unsafeSettings(settings: Environment): string[] {
  if (settings.NODE_ENV !== 'production') return [];
  const problems: string[] = [];
  if (!settings.ENABLE_AUTH) problems.push('ENABLE_AUTH=false lets anybody act as a bot service; remove it.');
  for (const name of SECRETS) {
    if (PLACEHOLDER.test(settings[name] ?? '')) problems.push(`${name} is a placeholder; set a real secret.`);
  }
  if (settings.ENCRYPTION_KEYS === null && !settings.ALLOW_GENERATED_KEYS) {
    problems.push(
      'ENCRYPTION_KEYS is not set, so keys would be generated into DATA_DIR and lost with it. Set ENCRYPTION_KEYS, or ' +
        'ALLOW_GENERATED_KEYS=true when DATA_DIR is persistent.',
    );
  }
  return problems;
}
