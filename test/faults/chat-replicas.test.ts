import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Client } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import type { EventStream } from '../support/event-stream.js';
import { follow, givenChatService, givenChatter, say } from '../support/given-chat.js';
import { describeWithRedis } from '../support/redis.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { lookBehind } from './support/look-behind.js';
import { LONG, report } from './support/scale.js';

const WORDS = Array.from({ length: 3_000 }, (_, number) => `word${number}`).join(' ');

describeWithRedis('the one of three replicas that runs a turn', (redisUrl) => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-chat-'));
  let database: TestDatabase;
  let db: Pool;
  let programs: RunningProgram[];
  let service: Client;

  beforeAll(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    const env = {
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      ASSISTANT_ECHO_WORD_MS: '10',
    };
    programs = await Promise.all([env, env, env].map((one) => runProgram(one)));
    const [first] = programs;
    if (!first) throw new Error('No program runs');
    service = (await givenChatService(first)).client;
  }, 60_000);
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.kill('SIGKILL')));
    await db.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is killed, and the readers of the others miss nothing, see nothing twice, and get one end', async () => {
    const [first, ...others] = programs;
    if (!first) throw new Error('No program runs');
    const { who } = await givenChatter(first, service);
    const asked = await (await say(service, who, WORDS)).until(({ text }) => text.length > 100);
    const turn = asked.header('x-turn-id');
    const streams = await Promise.all(others.map(({ url }) => follow(service.at(url), turn)));
    await Promise.all(streams.map((stream) => stream.until(({ text }) => text.length > 200)));
    await first.kill('SIGKILL');
    const began = performance.now();
    // The long form waits for the lease, as people would.
    if (!LONG) await db.query(`UPDATE chat_turns SET lease_until = now() WHERE id = $1`, [turn]);
    await Promise.all(streams.map((stream) => stream.end()));
    report('readers of two replicas got the end', { seconds: Math.round((performance.now() - began) / 1_000) });
    const [one, two] = streams;
    expect(one?.text).toBe(two?.text);
    expect(WORDS.startsWith(one?.text ?? '?')).toBe(true);
    expect(one?.text.startsWith(asked.text)).toBe(true);
    for (const stream of streams) {
      expect(stream.types.slice(-5)).toEqual(['text-end', 'finish-step', 'data-error', 'error', 'finish']);
      expect(stream.done).toBe(true);
      expect(disorderIn(stream)).toEqual([]);
    }
    const { rows } = await db.query('SELECT state, error_code FROM chat_turns');
    expect(rows).toEqual([{ state: 'interrupted', error_code: 'interrupted' }]);
  }, 60_000);
});

/** The first event may stand for several; each later one follows the one before. */
function disorderIn(stream: EventStream): number[] {
  const numbers = stream.events.flatMap(({ id }) => (id === null ? [] : [Number(id.split('.')[1])]));
  const live = numbers.slice(numbers.findIndex((_, place) => stream.types[place] === 'text-delta') + 1);
  return live.filter((number, place) => place > 0 && number !== (live[place - 1] ?? 0) + 1);
}
