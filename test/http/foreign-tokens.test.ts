import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { Browser } from '../support/identity/browser.js';
import { API_AUDIENCE, OUR_CALLBACK, startOidcServer, type OidcServer } from '../support/identity/oidc-server.js';
import { startRogueProvider, type RogueProvider } from '../support/identity/rogue-provider.js';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

let provider: OidcServer;
let rogue: RogueProvider;
let world: World;
let nobody: Client;

beforeAll(async () => {
  provider = await startOidcServer();
  rogue = await startRogueProvider();
  world = await startWorld({ AUTH_JWT_ISSUER: provider.issuer, AUTH_JWT_AUDIENCE: API_AUDIENCE });
  nobody = new Client(world.url);
});
afterAll(async () => {
  await world.close();
  await Promise.all([provider.close(), rogue.close()]);
});

const now = (): number => Math.floor(Date.now() / 1000);

/** A token of the provider's own key, right but for the differences. */
function signed(
  claims: JWTPayload = {},
  header: Partial<JWTHeaderParameters> = {},
  key?: Parameters<SignJWT['sign']>[0],
) {
  const whole = {
    iss: provider.issuer,
    aud: API_AUDIENCE,
    sub: unique('sub'),
    iat: now(),
    exp: now() + 300,
    ...claims,
  };
  const head = { alg: 'RS256', typ: 'at+jwt', kid: provider.key.kid, ...header };
  return new SignJWT(whole).setProtectedHeader(head).sign(key ?? provider.key.privateKey);
}

const present = (token: string, at = nobody) =>
  at.get<{ id: string; username: string }>('/v1/me', { authorization: `Bearer ${token}` });

/** An access token that the provider itself issued to another program, for us. */
async function issuedToken(subject: string): Promise<string> {
  const request = new URLSearchParams({
    client_id: provider.apiClientId,
    response_type: 'code',
    redirect_uri: OUR_CALLBACK,
    scope: 'openid',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const back = await new Browser(world.url).atProvider(`${provider.issuer}/auth?${request.toString()}`, subject);
  const answer = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${provider.apiClientId}:${encodeURIComponent(provider.clientSecret)}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(back).searchParams.get('code') ?? '',
      redirect_uri: OUR_CALLBACK,
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

describe('an access token of the outside issuer', () => {
  it('that the provider issued to another program is taken, and its person made once', async () => {
    const subject = unique('sub');
    const username = unique('grace');
    provider.people.set(subject, { preferred_username: username, name: 'Grace Hopper' });
    const token = await issuedToken(subject);
    const first = await present(token);
    expect(first).toMatchObject({ status: 200, body: { username, name: 'Grace Hopper', is_bot: false } });
    expect((await present(await signed({ sub: subject }))).body.id).toBe(first.body.id);
    const created = await nobody.post('/v1/accounts', { name: 'Navy' }, { authorization: `Bearer ${token}` });
    expect(created.status).toBe(201);
  });

  it.each(['RS256', 'PS256'])('may be signed with %s', async (alg) => {
    // The published key is for RS256 alone.
    expect(await present(await signed({}, { alg }))).toMatchObject({ status: alg === 'RS256' ? 200 : 401 });
  });

  it('makes one person of twenty first sights at once, on two replicas', async () => {
    const clients = [nobody, new Client((await world.replica()).url)];
    const subject = unique('sub');
    const token = await signed({ sub: subject, preferred_username: unique('racer') });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => present(token, clients[i % 2])));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { rows } = await world.db.query(
      `SELECT count(*)::int AS people, (SELECT count(*)::int FROM accounts WHERE personal_of = $1) AS accounts
       FROM external_identities WHERE subject = $2`,
      [answers[0]?.body.id, subject],
    );
    expect(rows).toEqual([{ people: 1, accounts: 1 }]);
  });

  it('makes people of their own of twenty who are called the same, at once', async () => {
    const name = unique('same');
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () =>
        signed({ preferred_username: name, email: `${name}@x.example`, email_verified: true }),
      ),
    );
    const answers = await Promise.all(tokens.map((token) => present(token)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(new Set(answers.map(({ body }) => body.username)).size).toBe(20);
    expect(answers.filter(({ body }) => body.username === name)).toHaveLength(1);
  });

  it('never stands for somebody of that name, e-mail address or id here', async () => {
    const ada = await givenHuman(world);
    const token = await signed({
      sub: ada.id,
      preferred_username: ada.username,
      email: ada.email,
      email_verified: true,
      sid: ada.id,
    });
    const answer = await present(token);
    expect(answer.status).toBe(200);
    expect(answer.body.id).not.toBe(ada.id);
  });

  it('is refused on the next request when its person is disabled', async () => {
    const token = await signed();
    const { body } = await present(token);
    const admin = await givenAdmin(world);
    await admin.patch(`/v1/admin/users/${body.id}`, { status: 'disabled' });
    expect(await present(token)).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
    await admin.patch(`/v1/admin/users/${body.id}`, { status: 'active' });
    expect(await present(token)).toMatchObject({ status: 200 });
  });

  it('makes nobody system admin, whatever it says', async () => {
    const token = await signed({ is_system_admin: true, roles: ['admin'], scope: 'admin' });
    const answer = await nobody.get('/v1/admin/users', { authorization: `Bearer ${token}` });
    expect(answer).toMatchObject({ status: 403, body: { code: 'system_admin_required' } });
  });

  it('has no login of ours that could be ended', async () => {
    const token = await signed();
    await present(token);
    expect((await nobody.post('/v1/auth/logout', undefined, { authorization: `Bearer ${token}` })).status).toBe(204);
    expect((await present(token)).status).toBe(200);
  });

  it.each(['bot-x', 'BOT-x', 'bot-x@corp.example'])(
    'of somebody called %s is refused as that of a bot',
    async (name) => {
      const answer = await present(await signed({ preferred_username: name }));
      expect(answer).toMatchObject({ status: 412, body: { code: 'account_is_bot', error_code: 1022 } });
    },
  );

  it('makes nobody when outside registration is off', async () => {
    const closed = new Client((await world.replica({ OUTSIDE_REGISTRATION_ENABLED: 'false' })).url);
    expect(await present(await signed(), closed)).toMatchObject({
      status: 401,
      body: { code: 'credentials_rejected' },
    });
  });

  it.each<[string, JWTPayload]>([
    ['that expired two minutes ago', { exp: now() - 120 }],
    ['without an expiry', { exp: undefined }],
    ['that is not valid yet', { nbf: now() + 120 }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of our own name', { iss: 'http://localhost:3000' }],
    ['of an issuer with a slash more', { iss: 'slash' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'somebody-else' }],
    ['for our own audience', { aud: 'understudy' }],
    ['without an audience', { aud: undefined }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a huge subject', { sub: 'x'.repeat(300) }],
  ])('%s is refused, however well signed', async (_what, claims) => {
    const iss = claims.iss === 'slash' ? { iss: `${provider.issuer}/` } : {};
    const answer = await present(await signed({ ...claims, ...iss }));
    expect(answer).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="understudy"');
  });

  it('is refused when it is not signed, or not by the issuer', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const publicJwk = JSON.stringify(provider.key.privateKey.export({ format: 'jwk' }).n);
    const tokens = [
      new UnsecuredJWT({ iss: provider.issuer, aud: API_AUDIENCE, sub: 'x', exp: now() + 60 }).encode(),
      await signed({}, {}, privateKey),
      await signed({}, { kid: 'another' }, privateKey),
      await signed({}, { jwk: provider.key.privateKey.export({ format: 'jwk' }), kid: undefined }, privateKey),
      await signed({}, { jku: `${rogue.issuer}/keys`, kid: 'rogue-key' }, rogue.key),
      await signed({}, { alg: 'HS256' }, Buffer.from(publicJwk)),
      await signed({}, { typ: 'logout+jwt' }),
      `${(await signed()).slice(0, -8)}AAAAAAAA`,
    ];
    for (const token of tokens) expect(await present(token)).toMatchObject({ status: 401 });
  });
});
