import { randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenServiceKey, identity } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';
import { tallyOf, turnOf, unexpectedIn } from './support/crowd.js';
import { bodyOf, exchange, head, RawConnection, statusOf } from './support/raw-http.js';
import { LONG, report, times } from './support/scale.js';
import { slowestOf, timed, type Timed } from './support/timed.js';

const RESOLVE = '/v1/platform-linking/resolve';
const JUNK_KEYS = times('JUNK_KEYS', { short: 2_000, long: 100_000 });
const SLOW_CLIENTS = times('SLOW_CLIENTS', { short: 20, long: 500 });
/** 10 s for headers and 30 s for all of a request, looked at each second. */
const HEADERS_CUT_WITHIN_MS = 15_000;
const BODY_CUT_WITHIN_MS = 35_000;

describe('requests beyond the limits', () => {
  let world: World;
  let service: Client;
  let key: string;

  beforeAll(async () => {
    world = await startWorld();
    ({ client: service, key } = await givenServiceKey(world));
  });
  afterEach(async () => expect((await service.post(RESOLVE, identity())).status).toBe(200));
  afterAll(() => world.close());

  it('with more than 16 kB of headers are refused with 431', async () => {
    const fits = await exchange(world.url, head('GET /v1/info HTTP/1.1', `x-filler: ${'x'.repeat(15_000)}`));
    expect(statusOf(fits)).toBe(200);
    const answer = await exchange(world.url, head('GET /v1/info HTTP/1.1', `x-filler: ${'x'.repeat(17_000)}`));
    expect([statusOf(answer), bodyOf(answer)]).toEqual([
      431,
      expect.objectContaining({ code: 'request_headers_too_large' }),
    ]);
    expect(answer).toMatch(/content-type: application\/problem\+json/);
  });

  it('with a body of more than 256 kB are refused with 413, also when they do not say how much comes', async () => {
    const large = { ...identity(), platform_user_id: 'x'.repeat(256 * 1024) };
    expect(await service.post(RESOLVE, large)).toMatchObject({ status: 413, body: { code: 'request_too_large' } });
    const chunked = await chunkedBody('x'.repeat(64 * 1024), 6);
    expect([statusOf(chunked), bodyOf(chunked)]).toEqual([413, expect.objectContaining({ code: 'request_too_large' })]);
  });

  it('without a Host are refused like any other, with 400; HTTP 1.0 knows none', async () => {
    const answer = await exchange(world.url, 'GET /v1/info HTTP/1.1\r\nconnection: close\r\n\r\n');
    expect([statusOf(answer), bodyOf(answer)]).toEqual([400, expect.objectContaining({ code: 'request_malformed' })]);
    expect(answer).toMatch(/x-content-type-options: nosniff/);
    expect(statusOf(await exchange(world.url, 'GET /v1/info HTTP/1.0\r\n\r\n'))).toBe(200);
  });

  it('whose client leaves at once are given up quietly', async () => {
    const body = JSON.stringify({ login: 'nobody', password: 'x' });
    const leaving = head(
      'POST /v1/auth/login HTTP/1.1',
      'content-type: application/json',
      `content-length: ${body.length}`,
    );
    const before = world.logs().length;
    for (let i = 0; i < 50; i++) {
      const connection = await RawConnection.to(world.url);
      connection.say(leaving + body);
      connection.reset();
    }
    const said = (): string => world.logs().slice(before);
    await eventually(() => said().split('"route":"/v1/auth/login"').length > 40);
    expect(said()).not.toContain('"unexpected"');
  });

  it('that expect something unknown are answered', async () => {
    expect(statusOf(await exchange(world.url, head('GET /v1/info HTTP/1.1', 'expect: wonders')))).toBe(200);
  });

  it.each([
    ['arrays', '['.repeat(33) + ']'.repeat(33)],
    ['objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33)],
    ['a hundred thousand arrays', '['.repeat(100_000)],
  ])('nested deeper than 32 %s are refused with 400', async (_, nested) => {
    const body = `{"platform":"DISCORD","platform_user_id":${nested}}`;
    expect(await service.post(RESOLVE, body)).toMatchObject({ status: 400, body: { code: 'request_malformed' } });
  });

  it(`with one of ${JUNK_KEYS} keys that nobody could have are refused without a look-up`, async () => {
    expect((await service.post(RESOLVE, identity())).status).toBe(200);
    const before = await lookUps(world);
    const { statuses, p99 } = await knock(world.url, JUNK_KEYS);
    report('junk keys', { sent: JUNK_KEYS, look_ups: (await lookUps(world)) - before, p99_ms: p99 });
    expect(statuses).toEqual(new Map([[401, JUNK_KEYS]]));
    expect(await lookUps(world)).toBe(before);
    expect(before).toBeGreaterThan(0);
  }, 120_000);

  const slowParts: [string, number, string[]][] = [
    ['headers', HEADERS_CUT_WITHIN_MS, [`POST ${RESOLVE} HTTP/1.1\r\nhost: x\r\nx-slow: `, 'GE', '']],
    ['body', BODY_CUT_WITHIN_MS, [`POST ${RESOLVE} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n`]],
  ];
  // A body may take half a minute, which only the long form waits for.
  it.each(slowParts.slice(0, LONG ? 2 : 1))(
    'with a %s that never ends are cut off, and keep nobody else waiting',
    async (part, within, beginnings) => {
      const slow = await Promise.all(Array.from({ length: SLOW_CLIENTS }, () => RawConnection.to(world.url)));
      const began = performance.now();
      for (const [number, connection] of slow.entries()) connection.say(turnOf(beginnings, number));
      const drip = setInterval(() => slow.forEach((connection) => connection.say('x')), 500);
      const good: Timed[] = [];
      await eventually(
        async () => {
          good.push(await timed('resolve', () => service.post(RESOLVE, identity())));
          return slow.every(({ isOpen }) => !isOpen);
        },
        { timeoutMs: 60_000, everyMs: 50 },
      ).finally(() => clearInterval(drip));
      const ms = Math.round(performance.now() - began);
      report(`slow ${part}`, {
        connections: SLOW_CLIENTS,
        all_cut_after_ms: ms,
        slowest_good_answer_ms: slowestOf(good),
      });
      expect(ms).toBeLessThan(within);
      expect(unexpectedIn(tallyOf(good), [200])).toEqual([]);
    },
    90_000,
  );

  async function chunkedBody(chunk: string, count: number): Promise<string> {
    const headers = [`x-bot-api-key: ${key}`, 'content-type: application/json', 'transfer-encoding: chunked'];
    const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(count);
    return exchange(world.url, `${head(`POST ${RESOLVE} HTTP/1.1`, ...headers)}${chunks}0\r\n\r\n`);
  }
});

/** How many statements have looked for service keys. */
async function lookUps({ url }: World): Promise<number> {
  const { body } = await new Client(url).get<{ text: string }>('/metrics');
  return Number(/understudy_lookup_batch_size_count\{lookup="service_key"\} (\d+)/.exec(body.text)?.[1] ?? -1);
}

/** Sends so many junk keys over 50 connections. */
async function knock(url: string, count: number): Promise<{ statuses: Map<number, number>; p99: number }> {
  const dispatcher = new Agent({ connections: 50 });
  const statuses = new Map<number, number>();
  const took: number[] = [];
  let left = count;
  const keepOn = async (): Promise<void> => {
    while (left-- > 0) {
      const began = performance.now();
      const headers = { 'x-bot-api-key': junkKey(left), 'content-type': 'application/json' };
      const { statusCode, body } = await request(new URL(RESOLVE, url), {
        method: 'POST',
        headers,
        body: '{}',
        dispatcher,
      });
      await body.dump();
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: 50 }, keepOn));
  await dispatcher.close();
  took.sort((a, b) => a - b);
  return { statuses, p99: Math.round(took[Math.floor(took.length * 0.99)] ?? 0) };
}

/** Of the right shape with a wrong checksum, of another kind, or of no shape at all. */
function junkKey(number: number): string {
  const digits = randomBytes(32).toString('hex').slice(0, 43);
  return [`us_svc_${digits}_000000`, `us_sys_${digits}_000000`, digits][number % 3] ?? digits;
}
