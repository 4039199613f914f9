import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenHuman, unique } from '../support/given.js';
import {
  flood,
  html,
  json,
  silence,
  startRogueProvider,
  type Answer,
  type RogueProvider,
} from '../support/identity/rogue-provider.js';
import { startWorld, type World } from '../support/world.js';

const AUDIENCE = 'understudy-api';

let rogue: RogueProvider;
let world: World;

beforeAll(async () => {
  rogue = await startRogueProvider();
  world = await startWorld({ AUTH_JWT_ISSUER: rogue.issuer, AUTH_JWT_AUDIENCE: AUDIENCE });
});
afterAll(async () => {
  await world.close();
  await rogue.close();
});

const now = (): number => Math.floor(Date.now() / 1000);

const present = (token: string, at: Client) => at.get('/v1/me', { authorization: `Bearer ${token}` });

describe('the keys of the issuer', () => {
  it.each<[string, string, Answer]>([
    ['fail', 'keys', html(500)],
    ['are a page', 'keys', html(200)],
    ['are without end', 'keys', flood],
    ['are none', 'keys', json({ nothing: true })],
    [
      'are of another issuer',
      'discovery',
      json({ issuer: 'https://evil.example', jwks_uri: 'https://evil.example/keys' }),
    ],
    [
      'are in the clear elsewhere',
      'discovery',
      (reply, request) => json({ issuer: rogue.issuer, jwks_uri: 'http://evil.example/keys' })(reply, request),
    ],
    ['do not come', 'keys', silence],
  ])('that %s: 503 for its tokens, within the deadline, and ours keep working', async (_what, where, answer) => {
    const strict = await world.replica();
    const client = new Client(strict.url);
    const ada = await givenHuman(strict);
    const token = await rogue.sign({ iss: rogue.issuer, aud: AUDIENCE, sub: unique('sub'), exp: now() + 600 });
    rogue.instead.set(where, answer);
    const since = performance.now();
    const refused = await present(token, client);
    expect(refused).toMatchObject({ status: 503, body: { code: 'identity_provider_unavailable' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(performance.now() - since).toBeLessThan(4_500);
    const soon = performance.now();
    expect((await present(token, client)).status).toBe(503);
    expect(performance.now() - soon).toBeLessThan(3_000);
    expect((await ada.client.get('/v1/me')).status).toBe(200);
    rogue.instead.clear();
  });

  it('are asked for again soon after they could not be had', async () => {
    const strict = new Client((await world.replica()).url);
    const token = await rogue.sign({ iss: rogue.issuer, aud: AUDIENCE, sub: unique('sub'), exp: now() + 600 });
    rogue.instead.set('keys', html(500));
    expect((await present(token, strict)).status).toBe(503);
    rogue.instead.clear();
    await eventually(async () => (await present(token, strict)).status === 200, { everyMs: 200 });
  });
});
