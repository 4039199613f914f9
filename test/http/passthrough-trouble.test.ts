import { vaultOf } from '../support/given-actors.js';
import { storedCredential, tamper } from '../support/given-connections.js';
import type { Platform } from '../support/platforms/platform.js';
import { BASE, problemOf, startRelay, until, type Relay } from '../support/relay.js';

let relay: Relay;
let twitch: Platform;

beforeAll(async () => {
  relay = await startRelay({ PLATFORM_ANSWER_TIMEOUT_SECONDS: '2' });
  ({ twitch } = relay);
});
afterAll(() => relay.close());
afterEach(() => twitch.knobs.heal());

const send: Relay['send'] = (...request) => relay.send(...request);

describe('a platform that misbehaves', () => {
  it('is 504 when it does not begin to answer, and 502 when it hangs up', async () => {
    twitch.knobs.fail({ on: 'api', how: 'hang' });
    expect(await problemOf(await send(`${BASE}/x`))).toEqual({ status: 504, code: 'platform_too_slow' });
    for (const how of ['lost', 'reset'] as const) {
      twitch.knobs.fail({ on: 'api', how, times: 2 });
      expect(await problemOf(await send(`${BASE}/x`, { method: 'POST', body: 'x' }))).toEqual({
        status: 502,
        code: 'platform_unreachable',
      });
      twitch.knobs.heal();
    }
  });

  it('is asked once more when it hung up on what only reads', async () => {
    twitch.knobs.fail({ on: 'api', how: 'reset' });
    expect((await send(`${BASE}/x`)).status).toBe(200);
  });

  it('breaks the answer off when it breaks off', async () => {
    twitch.knobs.fail({ on: 'api', how: 'cut' });
    const response = await send(`${BASE}/_/bytes/100000`);
    await expect(response.arrayBuffer()).rejects.toThrow();
    await until(async () =>
      expect((await relay.lastAudit(1))[0]?.details).toMatchObject({ outcome: 'cut', status: 200 }),
    );
  });

  it('is 502 when nobody is there', async () => {
    const other = await relay.world.replica({ PROVIDER_TWITCH_API_URL: 'http://127.0.0.1:1/helix' });
    const response = await fetch(`${other.url}${BASE}/x`, { headers: relay.headers });
    expect(await problemOf(response)).toEqual({ status: 502, code: 'platform_unreachable' });
  });

  it('is not reached through a name that leads to this machine', async () => {
    const port = new URL(twitch.origin).port;
    const before = relay.calls.length;
    // A name that every resolver here answers with a loopback address, without being `localhost`.
    const other = await relay.world.replica({ PROVIDER_TWITCH_API_URL: `http://ip6-localhost:${port}/helix` });
    expect((await fetch(`${other.url}${BASE}/x`, { headers: relay.headers })).status).toBe(502);
    expect(relay.calls).toHaveLength(before);
  });
});

describe('a credential that the platform no longer knows', () => {
  it('is renewed once for fifty callers, each of whom gets an answer', async () => {
    const { bot, headers: mine } = await relay.another();
    twitch.knobs.expireNow(bot.person);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        send(`${BASE}/x`, i % 2 ? { headers: mine } : { method: 'POST', body: `body ${i}`, headers: mine }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(twitch.calls.filter(({ kind, token }) => kind === 'refresh' && token === bot.refreshToken)).toHaveLength(1);
    expect((await storedCredential(vaultOf(relay.world), bot)).generation).toBe(2);
  });

  it('is 502 when it cannot be renewed, and the next call says why', async () => {
    const { bot, headers: mine } = await relay.another();
    twitch.knobs.revokeUser(bot.person);
    const response = await send(`${BASE}/x`, { headers: mine });
    expect(await response.json()).toMatchObject({
      status: 502,
      code: 'platform_refused_credential',
      platform_status: 401,
      reason: 'bot_needs_reauth',
    });
    expect(await problemOf(await send(`${BASE}/x`, { headers: mine }))).toEqual({
      status: 409,
      code: 'bot_needs_reauth',
    });
  });

  it('is renewed, not retried, for a body that is gone', async () => {
    await tamper(vaultOf(relay.world), relay.bot, `last_refreshed_at = now() - interval '3 hours'`);
    twitch.knobs.expireNow(relay.bot.person);
    const large = { method: 'POST', body: Buffer.alloc(200_000) };
    expect(await problemOf(await send(`${BASE}/x`, large))).toEqual({
      status: 502,
      code: 'platform_refused_credential',
    });
    expect((await send(`${BASE}/x`, large)).status).toBe(200);
  });
});

describe('too many calls', () => {
  it('are 429 when they run at once through one connection, and only there', async () => {
    const small = await relay.world.replica({ PLATFORM_CALLS_PER_CONNECTION: '5' });
    twitch.knobs.latency(1000);
    const all = await Promise.all(Array.from({ length: 8 }, () => send(`${BASE}/x`, {}, small.url)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', '1', '1']);
    expect(await Promise.all(refused.map(problemOf))).toEqual(Array(3).fill({ status: 429, code: 'platform_busy' }));
  });

  it('are kept from a platform that asked for a pause', async () => {
    const { headers: mine } = await relay.another();
    twitch.knobs.fail({
      on: 'api',
      status: 429,
      body: {},
      headers: { 'retry-after': '7200', 'ratelimit-remaining': '0' },
    });
    expect((await send(`${BASE}/x`, { headers: mine })).status).toBe(429);
    const before = relay.calls.length;
    const again = await send(`${BASE}/y`, { headers: mine });
    expect([again.status, again.headers.get('retry-after'), relay.calls.length]).toEqual([429, '300', before]);
    expect((await send(`${BASE}/y`)).status).toBe(200);
  });
});
