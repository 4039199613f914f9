import { generateKeyPairSync } from 'node:crypto';
import { UnsecuredJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { Browser } from '../support/identity/browser.js';
import { startRogueProvider, type RogueProvider } from '../support/identity/rogue-provider.js';
import { beginSignIn, claimsOf, comeBackTo, now, refused, type Pending } from '../support/identity/sign-in.js';
import { startWorld, type World } from '../support/world.js';

let rogue: RogueProvider;
let world: World;

beforeAll(async () => {
  rogue = await startRogueProvider();
  world = await startWorld({ OIDC_ISSUER: rogue.issuer, OIDC_CLIENT_ID: 'understudy', OIDC_CLIENT_SECRET: 'secret' });
});
afterAll(async () => {
  await world.close();
  await rogue.close();
});
beforeEach(() => rogue.instead.clear());

const begin = (): Promise<Pending> => beginSignIn(world);
const comeBack = (pending: Pending, query?: Record<string, string>): Promise<string> =>
  comeBackTo(rogue, pending, query);
const claimsFor = (pending: Pending): JWTPayload => claimsOf(rogue, pending);

it('signs in when all is right, so that the refusals below prove something', async () => {
  const pending = await begin();
  rogue.idToken = await rogue.sign(claimsFor(pending));
  expect(await comeBack(pending)).toBe('/');
});

describe('coming back', () => {
  /** The code must never leave for the provider. */
  async function expired(attempt: Promise<string>): Promise<void> {
    const before = rogue.exchanges;
    expect(await attempt).toBe(refused('sign_in_expired'));
    expect(rogue.exchanges).toBe(before);
  }

  it('works once', async () => {
    const pending = await begin();
    rogue.idToken = await rogue.sign(claimsFor(pending));
    const cookie = pending.browser.cookie('us_oidc') ?? '';
    expect(await comeBack(pending)).toBe('/');
    const again = await fetch(`${world.url}/v1/auth/oidc/callback?code=c0de&state=${pending.state}`, {
      headers: { cookie: `us_oidc=${cookie}` },
      redirect: 'manual',
    });
    expect(again.headers.get('location')).toBe(`http://localhost:3000${refused('sign_in_expired')}`);
  });

  it('works once of twenty times at once', async () => {
    const pending = await begin();
    rogue.idToken = await rogue.sign(claimsFor(pending));
    const before = rogue.exchanges;
    const address = `${world.url}/v1/auth/oidc/callback?code=c0de&iss=${encodeURIComponent(rogue.issuer)}&state=${pending.state}`;
    const headers = { cookie: `us_oidc=${pending.browser.cookie('us_oidc') ?? ''}` };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(address, { headers, redirect: 'manual' })),
    );
    const locations = answers.map((answer) => answer.headers.get('location'));
    expect(locations.filter((location) => location === 'http://localhost:3000/')).toHaveLength(1);
    expect(rogue.exchanges).toBe(before + 1);
  });

  it('is refused after ten minutes', async () => {
    const pending = await begin();
    await world.db.query(`UPDATE oidc_states SET expires_at = now() - interval '1 second'`);
    await expired(comeBack(pending));
  });

  it('is refused without a state, with another one, with two, and with an odd one', async () => {
    const pending = await begin();
    const other = await begin();
    for (const state of ['', 'x', other.state, 'A'.repeat(43), '../../etc/passwd', `' OR 1=1 --`, 'x'.repeat(9_000)]) {
      await expired(comeBack(pending, { state }));
    }
    const back = await pending.browser.visit(
      `/v1/auth/oidc/callback?code=c&state=${pending.state}&state=${pending.state}`,
    );
    expect(back.headers.get('location')).toContain(refused('sign_in_expired'));
    for (const path of ['callback', 'callback?', 'callback?code=c', 'callback?error=x']) {
      const answer = await pending.browser.visit(`/v1/auth/oidc/${path}`);
      expect(answer.headers.get('location')).toContain(refused('sign_in_expired'));
    }
  });

  it('is refused in another browser, without and with a sign-in of its own, and leaves the first one its turn', async () => {
    const pending = await begin();
    await expired(comeBack({ ...pending, browser: new Browser(world.url) }));
    await expired(comeBack({ ...pending, browser: (await begin()).browser }));
    rogue.idToken = await rogue.sign(claimsFor(pending));
    expect(await comeBack(pending)).toBe('/');
  });

  it('is refused when another issuer answered, or none is named though it always is', async () => {
    const before = rogue.exchanges;
    expect(await comeBack(await begin(), { iss: 'https://evil.example' })).toBe(refused('credentials_rejected'));
    const { browser, state } = await begin();
    const back = await browser.visit(`/v1/auth/oidc/callback?code=c0de&state=${state}`);
    expect(back.headers.get('location')).toContain(refused('credentials_rejected'));
    expect(rogue.exchanges).toBe(before);
  });
});

describe('an ID token', () => {
  const { privateKey: strange } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  it.each<[string, (pending: Pending) => JWTPayload]>([
    ['with another nonce', () => ({ nonce: 'another' })],
    ['without a nonce', () => ({ nonce: undefined })],
    ['of another issuer', () => ({ iss: 'https://evil.example' })],
    ['for another audience', () => ({ aud: 'somebody-else' })],
    ['for us among others, made for one of them', () => ({ aud: ['understudy', 'other'], azp: 'other' })],
    ['without an audience', () => ({ aud: undefined })],
    ['that expired two minutes ago', () => ({ exp: now() - 120 })],
    ['without an expiry', () => ({ exp: undefined })],
    ['without a subject', () => ({ sub: undefined })],
    ['with a huge subject', () => ({ sub: 'x'.repeat(300) })],
  ])('%s is refused, however well signed', async (_what, change) => {
    const pending = await begin();
    rogue.idToken = await rogue.sign({ ...claimsFor(pending), ...change(pending) });
    expect(await comeBack(pending)).toBe(refused('credentials_rejected'));
  });

  it.each<[string, Partial<JWTHeaderParameters>, Parameters<RogueProvider['sign']>[2]]>([
    ['a strange key', {}, strange],
    ['a key that is not there', { kid: 'another' }, strange],
    ['the client secret', { alg: 'HS256' }, Buffer.from('secret')],
  ])('signed with %s is refused', async (_what, header, key) => {
    const pending = await begin();
    rogue.idToken = await rogue.sign(claimsFor(pending), header, key);
    expect(await comeBack(pending)).toBe(refused('credentials_rejected'));
  });

  it('that is not signed is refused', async () => {
    const pending = await begin();
    rogue.idToken = new UnsecuredJWT(claimsFor(pending)).encode();
    expect(await comeBack(pending)).toMatch(/error=(credentials_rejected|identity_provider_unavailable)$/);
    rogue.idToken = 'no token at all';
    expect(await comeBack(await begin())).toMatch(/error=(credentials_rejected|identity_provider_unavailable)$/);
  });

  it('tells of somebody whose name is that of a bot: refused, and recorded', async () => {
    const pending = await begin();
    rogue.idToken = await rogue.sign({ ...claimsFor(pending), preferred_username: 'Bot-Nightwatch' });
    expect(await comeBack(pending)).toBe(refused('account_is_bot'));
    const { rows } = await world.db.query(
      `SELECT details FROM audit_events WHERE action = 'login.refused' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ details: { method: 'oidc', reason: 'account_is_bot' } }]);
  });
});
