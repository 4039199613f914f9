import { Browser } from '../support/identity/browser.js';
import {
  flood,
  html,
  json,
  metadataOf,
  silence,
  startRogueProvider,
  type Answer,
  type RogueProvider,
} from '../support/identity/rogue-provider.js';
import { beginSignIn, claimsOf, comeBackTo, refused } from '../support/identity/sign-in.js';
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

describe('a provider', () => {
  it.each<[string, string, Answer, string]>([
    ['refuses the code', 'token', json({ error: 'invalid_grant' }, 400), 'sign_in_refused'],
    ['does not know us', 'token', json({ error: 'invalid_client' }, 401), 'identity_provider_unavailable'],
    ['fails', 'token', html(500), 'identity_provider_unavailable'],
    ['answers a page', 'token', html(200), 'identity_provider_unavailable'],
    ['answers JSON that is no answer', 'token', json([1, 2]), 'credentials_rejected'],
    [
      'redirects',
      'token',
      (reply) => void reply.writeHead(307, { location: '/token' }).end(),
      'identity_provider_unavailable',
    ],
    ['answers without end', 'token', flood, 'identity_provider_unavailable'],
    ['hangs up', 'token', (reply) => void reply.destroy(), 'identity_provider_unavailable'],
    ['has no keys', 'keys', html(404), 'identity_provider_unavailable'],
    ['has a flood of keys', 'keys', flood, 'identity_provider_unavailable'],
  ])('that %s signs nobody in, and nobody sees why', async (_what, where, answer, code) => {
    const pending = await beginSignIn(world);
    rogue.idToken = await rogue.sign(claimsOf(rogue, pending));
    rogue.instead.set(where, answer);
    expect(await comeBackTo(rogue, pending)).toBe(refused(code));
  });

  it('that says nothing is waited for five seconds', async () => {
    const pending = await beginSignIn(world);
    rogue.instead.set('token', silence);
    const since = performance.now();
    expect(await comeBackTo(rogue, pending)).toBe(refused('identity_provider_unavailable'));
    expect(performance.now() - since).toBeGreaterThan(4_500);
    expect(performance.now() - since).toBeLessThan(6_500);
  });

  it.each<[string, () => Answer]>([
    ['fails', () => html(500)],
    ['speaks of another issuer', () => json({ ...metadataOf(rogue.issuer), issuer: 'https://evil.example' })],
    ['answers without end', () => flood],
    [
      'wants its pages in the clear elsewhere',
      () => json({ ...metadataOf(rogue.issuer), token_endpoint: 'http://evil.example/token' }),
    ],
  ])('that %s when it is first asked sends nobody anywhere but to our login', async (what, answer) => {
    const fresh = await world.replica();
    rogue.instead.set('discovery', answer());
    const browser = new Browser(fresh.url);
    const location = (await browser.visit('/v1/auth/oidc/authorize')).headers.get('location') ?? '';
    if (what.startsWith('wants')) {
      const state = new URL(location).searchParams.get('state') ?? '';
      expect(await comeBackTo(rogue, { browser, state, nonce: '' })).toBe(refused('identity_provider_unavailable'));
    } else expect(location).toBe(`http://localhost:3000${refused('identity_provider_unavailable')}`);
  });
});
