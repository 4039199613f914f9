import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Client } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import type { EventStream } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { CHAT, follow, givenChatService, givenChatter, say } from '../support/given-chat.js';
import { describeWithRedis } from '../support/redis.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS, type Env } from '../support/world.js';
import { lookBehind } from './support/look-behind.js';
import { LONG as LONG_FORM, report } from './support/scale.js';

const LONG = Array.from({ length: 3_000 }, (_, number) => `word${number}`).join(' ');
const OTHER_STREAMS = 20;

/** @param lease of the killed program: waited for, as people would, or expired at once */
function crashes(more: () => Env, lease: 'waited for' | 'expired'): void {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-chat-'));
  let database: TestDatabase;
  let db: Pool;
  let first: RunningProgram;
  let second: RunningProgram;
  let service: Client;

  beforeEach(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    const env = {
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      ASSISTANT_ECHO_WORD_MS: '10',
      SHUTDOWN_GRACE_SECONDS: '3',
      ...more(),
    };
    [first, second] = await Promise.all([runProgram(env), runProgram(env)]);
    service = (await givenChatService(first)).client;
  });
  afterEach(async () => {
    await Promise.all([first.kill('SIGKILL'), second.kill('SIGKILL')]);
    await db.end();
    await database.drop();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Reads the rest of a turn at the other program. */
  const rest = async (stream: EventStream): Promise<EventStream> =>
    (await follow(service.at(second.url), stream.header('x-turn-id'), stream.lastId)).end();

  it('ends a turn once, with what was said, when the program that ran it was killed', async () => {
    const { who } = await givenChatter(first, service);
    const stream = await (await say(service, who, LONG)).until(({ text }) => text.length > 300);
    await first.kill('SIGKILL');
    await stream.end();
    const began = performance.now();
    if (lease === 'expired') await db.query('UPDATE chat_turns SET lease_until = now()');
    const [one, two] = await Promise.all([rest(stream), rest(stream)]);
    report('turn of a killed program ended', { seconds: Math.round((performance.now() - began) / 1000) });
    for (const end of [one, two]) {
      expect(end.types.slice(-5)).toEqual(['text-end', 'finish-step', 'data-error', 'error', 'finish']);
      expect(end.chunks.at(-3)).toMatchObject({ data: { code: 'interrupted', retryable: true } });
      expect(end.done).toBe(true);
    }
    expect(LONG.startsWith(stream.text + one.text)).toBe(true);
    const turn = await service.at(second.url).get(`${CHAT}/turns/${stream.header('x-turn-id')}`);
    expect(turn.body).toMatchObject({ status: 'interrupted', error_code: 'interrupted', text: stream.text + one.text });
    const { rows } = await db.query(
      `SELECT status, count(*)::int AS n FROM chat_messages WHERE role = 'assistant' GROUP BY 1`,
    );
    expect(rows).toEqual([{ status: 'interrupted', n: 1 }]);
  }, 60_000);

  it('sends readers elsewhere when it stops, and interrupts what takes longer than the grace period', async () => {
    const chatters = await Promise.all(Array.from({ length: OTHER_STREAMS }, () => givenChatter(first, service)));
    const streams = await Promise.all(chatters.map(({ who }) => say(service, who, LONG)));
    await Promise.all(streams.map((stream) => stream.until(({ text }) => text.length > 50)));
    const began = performance.now();
    const ending = first.kill('SIGTERM');
    await Promise.all(streams.map((stream) => stream.end()));
    const left = Math.round(performance.now() - began);
    expect(streams.filter(({ done, types }) => done || types.includes('finish'))).toEqual([]);
    expect(streams.filter(({ comments }) => comments.includes(': draining'))).toHaveLength(OTHER_STREAMS);
    const [chatter] = chatters;
    const refused = chatter ? await say(service, chatter.who, 'still there?') : null;
    expect(refused?.status).toBe(503);
    expect(refused?.header('retry-after')).not.toBe('');
    const others = await Promise.all(streams.map(rest));
    expect(await ending).toEqual({ code: 0, signal: null });
    report('streams of a stopping program', { streams: OTHER_STREAMS, left_ms: left });
    expect(others.filter(({ done }) => !done)).toEqual([]);
    expect(others.filter(({ chunks }) => chunks.some(({ type }) => type === 'error'))).toHaveLength(OTHER_STREAMS);
    others.forEach((other, number) => {
      expect(LONG.startsWith((streams[number]?.text ?? '?') + other.text)).toBe(true);
    });
    await eventually(async () => {
      const { rows } = await db.query(`SELECT state, count(*)::int AS n FROM chat_turns GROUP BY 1`);
      expect(rows).toEqual([{ state: 'interrupted', n: OTHER_STREAMS }]);
      return true;
    });
  }, 60_000);
}

describe('chat on two programs that share a database', () => crashes(() => ({}), 'waited for'));

describeWithRedis('chat on two programs that share a database and a Redis', (redisUrl) => {
  crashes(() => ({ REDIS_URL: redisUrl }), LONG_FORM ? 'waited for' : 'expired');
});
