import { createHash, randomBytes } from 'node:crypto';
import type { Platform } from '../support/platforms/platform.js';
import { BASE, startRelay, until, type Relay } from '../support/relay.js';

let relay: Relay;
let twitch: Platform;

beforeAll(async () => {
  relay = await startRelay();
  ({ twitch } = relay);
});
afterAll(() => relay.close());
afterEach(() => twitch.knobs.heal());

const send: Relay['send'] = (...request) => relay.send(...request);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('what comes back', () => {
  it('is the status and body of the platform, binary included', async () => {
    for (const status of [200, 201, 204, 301, 304, 400, 403, 404, 418, 500, 503]) {
      expect((await send(`${BASE}/_/status/${status}`)).status).toBe(status);
    }
    twitch.knobs.fail({ on: 'api', status: 200, body: 'x', headers: { 'content-type': 'x/y', etag: '"1"' } });
    const response = await send(`${BASE}/x`);
    expect([await response.text(), response.headers.get('content-type'), response.headers.get('etag')]).toEqual([
      'x',
      'x/y',
      '"1"',
    ]);
  });

  it('is a redirect as it is, which nobody follows', async () => {
    const before = relay.calls.length;
    const response = await send(`${BASE}/_/redirect?to=http://127.0.0.1:9/elsewhere`);
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
    expect(relay.calls).toHaveLength(before + 1);
  });

  it('holds no cookie and no rule of the platform for browsers, but its own headers', async () => {
    const response = await send(`${BASE}/_/headers`);
    const answered = Object.fromEntries(response.headers);
    expect(answered).toMatchObject({ 'x-of-the-platform': 'kept', 'ratelimit-limit': expect.any(String) as string });
    expect(answered).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    for (const name of [
      'set-cookie',
      'server',
      'alt-svc',
      'www-authenticate',
      'access-control-allow-origin',
      'strict-transport-security',
    ]) {
      expect(answered[name]).toBeUndefined();
    }
  });

  it('is whole, ten megabytes both ways at once', async () => {
    const bytes = randomBytes(10 * 1024 * 1024);
    const response = await send(`${BASE}/_/stream-back`, { method: 'POST', body: bytes });
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(bytes));
    const large = await send(`${BASE}/_/bytes/${30 * 1024 * 1024}`);
    expect((await large.arrayBuffer()).byteLength).toBe(30 * 1024 * 1024);
  });

  it('comes piece by piece', async () => {
    const response = await send(`${BASE}/_/drip/3/3000`);
    const began = performance.now();
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value ?? []).toString()).toBe('piece 1\n');
    // Long before the platform has sent the second.
    expect(performance.now() - began).toBeLessThan(2_500);
    await reader.cancel();
  });
});

describe('a caller who goes away', () => {
  it('cancels the platform call before the answer and in the middle of it', async () => {
    twitch.knobs.latency(3000);
    const leaving = new AbortController();
    const waiting = send(`${BASE}/left`, { signal: leaving.signal }).catch(() => 'gone');
    await until(() => expect(relay.lastCall().path).toBe('/helix/left'));
    leaving.abort();
    expect(await waiting).toBe('gone');
    await until(() => expect(relay.lastCall().outcome).toBe('client_gone'));
    twitch.knobs.heal();
    const second = new AbortController();
    await send(`${BASE}/_/drip/1000/20`, { signal: second.signal });
    second.abort();
    await until(() => expect(relay.lastCall().outcome).toBe('client_gone'));
    await until(async () =>
      expect((await relay.lastAudit(1))[0]?.details).toMatchObject({ outcome: 'gone', status: 200 }),
    );
  });
});

describe('the record', () => {
  it('holds the attempt and what became of it, and no query value', async () => {
    await send(`${BASE}/users?login=secret-value`, { method: 'GET' });
    await until(async () => expect((await relay.lastAudit(1))[0]?.action).toBe('platform_call.ended'));
    const [begun, ended] = await relay.lastAudit(2);
    const common = { on_behalf_of: `twitch:${relay.bot.person.login}`, target_id: relay.bot.ref.id, outcome: 'done' };
    expect(begun).toMatchObject({
      action: 'platform_call.begun',
      ...common,
      details: { method: 'GET', path: 'users', rule: 'named' },
    });
    expect(ended).toMatchObject({
      action: 'platform_call.ended',
      ...common,
      details: { status: 200, outcome: 'answered', bytes: expect.any(Number) as number },
    });
    const { rows } = await relay.world.db.query(`SELECT FROM audit_events WHERE details::text LIKE '%secret-value%'`);
    expect(rows).toHaveLength(0);
    expect(relay.world.logs()).not.toContain('secret-value');
  });

  it('is complete after a stop in the middle of calls', async () => {
    const other = await relay.world.replica();
    twitch.knobs.latency(500);
    const calls = Array.from({ length: 8 }, () =>
      fetch(`${other.url}${BASE}/stop`, { headers: relay.headers }).then(({ status }) => status),
    );
    await until(() => expect(twitch.calls.filter(({ path }) => path === '/helix/stop')).toHaveLength(8));
    await other.close();
    expect(await Promise.all(calls)).toEqual(Array(8).fill(200));
    const { rows } = await relay.world.db.query<{ action: string; count: number }>(
      `SELECT action, count(*)::int FROM audit_events WHERE details->>'path' = 'stop' GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { action: 'platform_call.begun', count: 8 },
      { action: 'platform_call.ended', count: 8 },
    ]);
  });
});
