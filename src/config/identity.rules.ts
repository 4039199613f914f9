import type { Settings } from './settings.js';

/** [a setting, another that is useless or unsafe without it] */
const TOGETHER = [
  ['AUTH_JWT_AUDIENCE', 'AUTH_JWT_ISSUER'],
  ['AUTH_JWT_ISSUER', 'AUTH_JWT_AUDIENCE'],
  ['AUTH_JWT_ISSUER', 'AUTH_JWT_JWKS_URL'],
  ['OIDC_CLIENT_ID', 'OIDC_ISSUER'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ['LDAP_BASE_DN', 'LDAP_URL'],
  ['LDAP_URL', 'LDAP_BASE_DN'],
  ['LDAP_BIND_PASSWORD', 'LDAP_BIND_DN'],
  ['LDAP_BIND_DN', 'LDAP_BIND_PASSWORD'],
] as const;

const TRUSTED_ADDRESSES = ['AUTH_JWT_ISSUER', 'AUTH_JWT_JWKS_URL', 'OIDC_ISSUER'] as const;

/** What makes the settings of outside identity unusable, in words. */
export function identityProblems(settings: Settings): string[] {
  const problems = TOGETHER.filter(([needed, name]) => settings[name] !== null && settings[needed] === null).map(
    ([needed, name]) => `${name} needs ${needed}.`,
  );
  for (const name of TRUSTED_ADDRESSES) {
    const address = settings[name];
    if (address !== null && !isTrustworthy(address)) problems.push(`${name} must be an https:// address.`);
  }
  if (settings.AUTH_JWT_ISSUER !== null && sameIssuer(settings.AUTH_JWT_ISSUER, settings.PUBLIC_URL)) {
    problems.push('AUTH_JWT_ISSUER must not be PUBLIC_URL, which issues our own tokens.');
  }
  return problems;
}

/** Nobody on the way can change what comes from there. */
export function isTrustworthy(address: string): boolean {
  return address.startsWith('https://') || (address.startsWith('http://') && isThisMachine(address));
}

export function isThisMachine(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

const sameIssuer = (one: string, other: string): boolean => one.replace(/\/+$/, '') === other.replace(/\/+$/, '');
