import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportJWK, SignJWT, UnsecuredJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { SealedBox } from '../../src/common/crypto/sealed-box.js';
import { Client } from '../support/client.js';
import { givenHuman, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const CHALLENGE = 'Bearer realm="understudy"';

/** What the program signs tokens with, taken out of its database as only a holder of the encryption key can. */
interface Signer {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: { readonly x: string };
}

let world: World;
let nobody: Client;
let ada: Human;
let signer: Signer;
let genuine: JWTPayload;

beforeAll(async () => {
  world = await startWorld();
  nobody = new Client(world.url);
  ada = await givenHuman(world);
  signer = await signerOf(world);
  genuine = JSON.parse(Buffer.from(ada.accessToken.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
});
afterAll(() => world.close());

async function signerOf({ db, config }: World): Promise<Signer> {
  const { rows } = await db.query<{ id: string; private_key_sealed: string; public_jwk: { x: string } }>(
    'SELECT id, private_key_sealed, public_jwk FROM signing_keys ORDER BY signs_from LIMIT 1',
  );
  const [row] = rows;
  if (!row) throw new Error('The program has no signing key');
  const der = new SealedBox(config.keys).open(row.private_key_sealed, `signing_keys/${row.id}`);
  const privateKey = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  return { kid: row.id, privateKey, publicJwk: row.public_jwk };
}

/** A token of the program's own key, like the genuine one but for the differences. `undefined` takes a member away. */
function signed(
  claims: JWTPayload = {},
  header: Partial<JWTHeaderParameters> = {},
  key?: KeyObject | Uint8Array,
): Promise<string> {
  const whole = { alg: 'EdDSA', typ: 'at+jwt', kid: signer.kid, ...header };
  return new SignJWT({ ...genuine, ...claims }).setProtectedHeader(whole).sign(key ?? signer.privateKey);
}

const present = (token: string) => nobody.get('/v1/me', { authorization: `Bearer ${token}` });

const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

describe('an access token', () => {
  it('of the program is accepted, so that the refusals below prove something', async () => {
    expect(await present(ada.accessToken)).toMatchObject({ status: 200, body: { id: ada.id } });
    expect(await present(await signed())).toMatchObject({ status: 200, body: { id: ada.id } });
  });

  it('says who, of which login, from whom, for whom, and for a quarter of an hour', () => {
    const header = JSON.parse(Buffer.from(ada.accessToken.split('.')[0] ?? '', 'base64url').toString()) as object;
    expect(header).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: signer.kid });
    expect(Object.keys(genuine).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
    expect(genuine).toMatchObject({ iss: 'http://localhost:3000', aud: 'understudy', sub: ada.id });
    expect((genuine.exp ?? 0) - (genuine.iat ?? 0)).toBe(900);
  });

  it.each<[string, JWTPayload]>([
    ['that expired two minutes ago', { exp: seconds(-120) }],
    ['without an expiry', { exp: undefined }],
    ['that is not valid yet', { nbf: seconds(120) }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'somebody-else' }],
    ['without an audience', { aud: undefined }],
    ['without a subject', { sub: undefined }],
    ['without a login', { sid: undefined }],
    ['without an id', { jti: undefined }],
    ['without a time of issue', { iat: undefined }],
    ['of a login that does not exist', { sid: uuidv7() }],
    ['of a login that is no id', { sid: `' OR 1=1 --` }],
    ['whose login belongs to another person', { sub: uuidv7() }],
  ])('%s is refused, however well signed', async (_what, claims) => {
    expect(await present(await signed(claims))).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
  });

  it('is accepted within a minute of clock skew', async () => {
    expect(await present(await signed({ exp: seconds(-30) }))).toMatchObject({ status: 200 });
  });

  it.each<[string, Partial<JWTHeaderParameters>]>([
    ['of the type JWT', { typ: 'JWT' }],
    ['without a type', { typ: undefined }],
    ['of a key that does not exist', { kid: 'A'.repeat(43) }],
    ['without a key id', { kid: undefined }],
    ['whose key id is a path', { kid: '../../../../dev/null' }],
    ['whose key id is SQL', { kid: `' UNION SELECT '1` }],
    ['whose key id is an address', { kid: 'https://evil.example/key' }],
    ['whose key id is a name of every object', { kid: '__proto__' }],
    ['whose key id is 5 kB long', { kid: 'k'.repeat(5_000) }],
    ['whose key id is 10 kB long', { kid: 'k'.repeat(10_000) }],
  ])('%s is refused, however well signed', async (_what, header) => {
    expect(await present(await signed({}, header))).toMatchObject({ status: 401 });
  });

  it('is refused when it is signed with a key that it brings itself', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const jwk = await exportJWK(publicKey);
    const headers: Partial<JWTHeaderParameters>[] = [
      {},
      { jwk },
      { jwk, kid: undefined },
      { jku: 'https://evil.example/jwks.json' },
      { x5u: 'https://evil.example/cert.pem' },
      { jwk, kid: 'jwk' },
    ];
    for (const header of headers) {
      expect(await present(await signed({}, header, privateKey))).toMatchObject({ status: 401 });
    }
  });

  it('is refused when it is not signed', async () => {
    const unsecured = new UnsecuredJWT(genuine).encode();
    const [head = '', body = ''] = ada.accessToken.split('.');
    const none = (alg: string) =>
      Buffer.from(JSON.stringify({ alg, typ: 'at+jwt', kid: signer.kid })).toString('base64url');
    const tokens = [
      unsecured,
      `${head}.${body}.`,
      `${head}.${body}`,
      ...['none', 'None', 'NONE'].map((alg) => `${none(alg)}.${body}.`),
    ];
    for (const token of tokens) expect(await present(token)).toMatchObject({ status: 401 });
  });

  it('is refused when it is signed with the public key as if that were a shared secret', async () => {
    const secrets = [
      Buffer.from(signer.publicJwk.x, 'base64url'),
      Buffer.from(signer.publicJwk.x),
      Buffer.from(JSON.stringify(signer.publicJwk)),
    ];
    for (const secret of secrets) {
      const token = await signed({}, { alg: 'HS256' }, secret);
      expect(await present(token)).toMatchObject({ status: 401 });
    }
  });

  it('is refused when it is signed with another algorithm', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await present(await signed({}, { alg: 'ES256' }, privateKey))).toMatchObject({ status: 401 });
    expect(await present(await signed({}, { alg: 'Ed25519' }))).toMatchObject({ status: 401 });
  });

  it('is refused when a part of it was changed', async () => {
    const [head = '', body = '', signature = ''] = ada.accessToken.split('.');
    const other = await givenHuman(world);
    const claims = Buffer.from(JSON.stringify({ ...genuine, sub: other.id })).toString('base64url');
    const tokens = [
      `${head}.${claims}.${signature}`,
      `${head}.${body}.${'A'.repeat(86)}`,
      `${head}.${body}.${signature}.x`,
      'x.y.z',
      '..',
    ];
    for (const token of tokens) expect(await present(token)).toMatchObject({ status: 401 });
  });

  it('is refused when it demands an extension that nobody knows', async () => {
    const head = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'at+jwt', kid: signer.kid, crit: ['x'], x: 1 }));
    const [, body = '', signature = ''] = ada.accessToken.split('.');
    expect(await present(`${head.toString('base64url')}.${body}.${signature}`)).toMatchObject({ status: 401 });
  });
});

describe("a person's route", () => {
  it.each([
    ['no credential', {}, 'credentials_missing'],
    ['another scheme', { authorization: 'Basic YWRhOng=' }, 'credentials_rejected'],
    ['an empty token', { authorization: 'Bearer ' }, 'credentials_rejected'],
    ['a token of a person', { authorization: `Token us_pat_${'A'.repeat(43)}_AAAAAA` }, 'credentials_rejected'],
    ['a service key', { 'x-bot-api-key': `us_svc_${'A'.repeat(43)}_AAAAAA` }, 'credentials_rejected'],
  ])('answers 401 to %s, with a challenge', async (_what, headers, code) => {
    for (const path of ['/v1/me', '/v1/accounts', '/v1/admin/users', '/v1/audit', `/v1/accounts/${ada.accountId}`]) {
      const answer = await nobody.get(path, headers);
      expect(answer).toMatchObject({ status: 401, body: { code } });
      expect(answer.headers.get('www-authenticate')).toBe(CHALLENGE);
    }
  });

  it('refuses a service key beside an access token', async () => {
    const answer = await ada.client.get('/v1/me', { 'x-bot-api-key': 'x' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'credentials_conflict' } });
  });

  it('takes the scheme Token for an access token too', async () => {
    expect(await nobody.get('/v1/me', { authorization: `Token ${ada.accessToken}` })).toMatchObject({ status: 200 });
  });
});
