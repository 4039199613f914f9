import { identityProblems, isTrustworthy } from './identity.rules.js';
import { readEnvironment } from './read-environment.js';
import type { RawEnvironment } from './read-variable.js';

const JWT = { AUTH_JWT_ISSUER: 'https://id.example', AUTH_JWT_AUDIENCE: 'understudy' };
const OIDC = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'understudy' };
const LDAP = { LDAP_URL: 'ldaps://dc.example', LDAP_BASE_DN: 'dc=example' };

describe('the settings of outside identity', () => {
  it.each<[string, RawEnvironment]>([
    ['nothing', {}],
    ['an issuer of tokens', JWT],
    ['an issuer of tokens with its keys', { ...JWT, AUTH_JWT_JWKS_URL: 'https://id.example/keys' }],
    ['a provider', OIDC],
    ['a provider on this machine', { ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:4000' }],
    ['a directory', LDAP],
    ['a directory with an account', { ...LDAP, LDAP_BIND_DN: 'cn=reader', LDAP_BIND_PASSWORD: 'x' }],
  ])('work with %s', (_, env) => {
    expect(identityProblems(readEnvironment(env))).toEqual([]);
  });

  it.each<[RawEnvironment, string]>([
    [{ ...JWT, AUTH_JWT_AUDIENCE: '' }, 'AUTH_JWT_ISSUER needs AUTH_JWT_AUDIENCE.'],
    [{ AUTH_JWT_JWKS_URL: 'https://id.example/keys' }, 'AUTH_JWT_JWKS_URL needs AUTH_JWT_ISSUER.'],
    [{ ...JWT, AUTH_JWT_ISSUER: 'http://id.example' }, 'AUTH_JWT_ISSUER must be an https:// address.'],
    [
      { ...JWT, AUTH_JWT_ISSUER: 'http://localhost:3000/' },
      'AUTH_JWT_ISSUER must not be PUBLIC_URL, which issues our own tokens.',
    ],
    [{ ...OIDC, OIDC_CLIENT_ID: '' }, 'OIDC_ISSUER needs OIDC_CLIENT_ID.'],
    [{ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1.evil.example' }, 'OIDC_ISSUER must be an https:// address.'],
    [{ LDAP_URL: 'ldap://dc.example' }, 'LDAP_URL needs LDAP_BASE_DN.'],
    [{ ...LDAP, LDAP_BIND_DN: 'cn=reader' }, 'LDAP_BIND_DN needs LDAP_BIND_PASSWORD.'],
  ])('do not work with %j', (env, problem) => {
    expect(identityProblems(readEnvironment(env))).toContain(problem);
  });

  it.each([
    { LDAP_URL: 'http://dc.example' },
    { LDAP_URL: 'ldap://user@dc.example' },
    { LDAP_USER_FILTER: '(uid=ada)' },
    { OIDC_SCOPES: 'profile' },
    { OIDC_SCOPES: 'openid  email' },
    { LDAP_USERNAME_ATTRIBUTE: 'uid)(cn' },
  ])('refuse %j', (env) => {
    expect(() => readEnvironment(env)).toThrow(Object.keys(env)[0]);
  });
});

it.each([
  ['https://a', true],
  ['http://localhost:1', true],
  ['http://[::1]:1', true],
  ['http://127.0.0.2', true],
  ['http://localhost.evil.example', false],
  ['ftp://localhost', false],
])('%s is trustworthy: %s', (address, expected) => {
  expect(isTrustworthy(address)).toBe(expected);
});
