import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { listen, type Listening } from './listening.js';

export type Answer = (reply: ServerResponse, request: IncomingMessage) => void;

/** An OpenID provider that does at each of its addresses what a test tells it to. It shows no page: tests play the browser. */
export interface RogueProvider extends Listening {
  readonly issuer: string;
  readonly key: KeyObject;
  /** `discovery`, `keys`, `token`: what is answered there instead of the right thing. */
  readonly instead: Map<string, Answer>;
  /** Every request to the token endpoint so far. */
  readonly exchanges: number;
  /** The next code is exchanged for this ID token. */
  idToken: string;
  sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>, key?: KeyObject | Uint8Array): Promise<string>;
}

const KID = 'rogue-key';

export const json =
  (body: unknown, status = 200): Answer =>
  (reply) => {
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

export const html =
  (status: number): Answer =>
  (reply) => {
    reply.writeHead(status, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
  };

/** Never ends; the connection stays. */
export const silence: Answer = () => undefined;

/** Goes on and on. */
export const flood: Answer = (reply) => {
  reply.writeHead(200, { 'content-type': 'application/json' }).write('{"a":"');
  const piece = 'x'.repeat(64 * 1024);
  const more = (): void => {
    while (!reply.destroyed && reply.write(piece));
    if (!reply.destroyed) reply.once('drain', more);
  };
  more();
};

export async function startRogueProvider(): Promise<RogueProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...(await exportJWK(publicKey)), kid: KID, alg: 'RS256', use: 'sig' };
  const instead = new Map<string, Answer>();
  const state = { exchanges: 0, idToken: '' };
  const right: Record<string, (url: string) => Answer> = {
    '/.well-known/openid-configuration': (url) => json(metadataOf(url)),
    '/keys': () => json({ keys: [jwk] }),
    '/token': () => json({ access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: state.idToken }),
  };
  const server = await listen((url) => (request, reply) => {
    const path = request.url ?? '/';
    if (path === '/token') state.exchanges++;
    const answer = instead.get(NAMES[path] ?? '') ?? right[path]?.(url) ?? html(404);
    answer(reply, request);
  });
  return {
    ...server,
    issuer: server.url,
    key: privateKey,
    instead,
    get exchanges() {
      return state.exchanges;
    },
    get idToken() {
      return state.idToken;
    },
    set idToken(token: string) {
      state.idToken = token;
    },
    sign: (claims, header = {}, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KID, ...header }).sign(key),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/keys': 'keys',
  '/token': 'token',
};

export const metadataOf = (url: string): Record<string, unknown> => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/keys`,
  authorization_response_iss_parameter_supported: true,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
  code_challenge_methods_supported: ['S256'],
});
