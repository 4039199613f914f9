import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Provider, type Configuration } from 'oidc-provider';
import { listen, type Listening } from './listening.js';

/** What the provider says of somebody; whoever is not listed is known by their subject alone. */
export type Claims = Readonly<Record<string, unknown>>;

/** oidc-provider (a certified OpenID provider) on this machine. Everybody may sign in there, by their subject. */
export interface OidcServer extends Listening {
  readonly issuer: string;
  readonly people: Map<string, Claims>;
  /** What the provider signs with, for tests that forge. */
  readonly key: { readonly kid: string; readonly privateKey: KeyObject };
  readonly clientId: string;
  readonly clientSecret: string;
  /** The client whose access tokens are JWTs for `API_AUDIENCE`. */
  readonly apiClientId: string;
}

export const API_AUDIENCE = 'understudy-api';
export const OUR_CALLBACK = 'http://localhost:3000/v1/auth/oidc/callback';

const CLIENT_ID = 'understudy';
const API_CLIENT_ID = 'another-program';
const CLIENT_SECRET = 'a client secret of the tests';
const KID = 'test-key';

export async function startOidcServer(): Promise<OidcServer> {
  const people = new Map<string, Claims>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: KID, use: 'sig' as const, alg: 'RS256' };
  const configuration = configurationOf(people, jwk);
  const server = await listen((url) => quietly(() => new Provider(url, configuration).callback()));
  return {
    ...server,
    issuer: server.url,
    people,
    key: { kid: KID, privateKey },
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    apiClientId: API_CLIENT_ID,
  };
}

/** It warns, each time, that what is meant for tests is not meant for production. */
export function quietly<T>(make: () => T): T {
  const muted = globalThis.console;
  globalThis.console = Object.create(muted, { warn: { value: () => undefined } }) as Console;
  try {
    return make();
  } finally {
    globalThis.console = muted;
  }
}

function configurationOf(
  people: ReadonlyMap<string, Claims>,
  jwk: NonNullable<Configuration['jwks']>['keys'][number],
): Configuration {
  const client = { client_secret: CLIENT_SECRET, redirect_uris: [OUR_CALLBACK], grant_types: ['authorization_code'] };
  return {
    clients: [
      { ...client, client_id: CLIENT_ID },
      { ...client, client_id: API_CLIENT_ID },
    ],
    jwks: { keys: [jwk] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    cookies: { keys: ['a cookie key of the tests'] },
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    extraTokenClaims: (_context, token) => ('accountId' in token ? { ...people.get(token.accountId) } : undefined),
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_context, { clientId }) => (clientId === API_CLIENT_ID ? 'https://understudy.test' : ''),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience: API_AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}
