import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { CHAT, follow, givenChatService, givenChatter, say } from '../support/given-chat.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { turnOf } from './support/crowd.js';
import { lookBehind } from './support/look-behind.js';
import { report, times } from './support/scale.js';

const TURNS = times('TURNS', { short: 12, long: 50 });
const STREAMS = times('STREAMS', { short: 100, long: 500 });
const GRACE_SECONDS = 6;
const WORDS = Array.from({ length: 3_000 }, (_, number) => `word${number}`).join(' ');

describe(`a program that stops with ${STREAMS} open streams and ${TURNS} running turns`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-chat-'));
  let database: TestDatabase;
  let db: Pool;
  let program: RunningProgram;

  beforeAll(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    program = await runProgram({
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      ASSISTANT_ECHO_WORD_MS: '20',
      SHUTDOWN_GRACE_SECONDS: String(GRACE_SECONDS),
    });
  }, 60_000);
  afterAll(async () => {
    await program.kill('SIGKILL');
    await db.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets all readers go at the boundary of an event, ends every turn once, and is gone within its grace', async () => {
    const service = (await givenChatService(program)).client;
    const chatters = await Promise.all(Array.from({ length: TURNS }, () => givenChatter(program, service)));
    const asked = await Promise.all(chatters.map(({ who }) => say(service, who, WORDS)));
    await Promise.all(asked.map((stream) => stream.until(({ text }) => text.length > 20)));
    const more = await Promise.all(
      Array.from({ length: STREAMS - TURNS }, (_, number) =>
        follow(service, turnOf(asked, number).header('x-turn-id')),
      ),
    );
    const streams = [...asked, ...more];
    expect(streams.filter(({ status }) => status !== 200)).toEqual([]);
    const began = performance.now();
    const ending = program.kill('SIGTERM');
    await Promise.all(streams.map((stream) => stream.end()));
    const left = performance.now() - began;
    expect(await ending).toEqual({ code: 0, signal: null });
    const seconds = (performance.now() - began) / 1_000;
    report('a stop', { streams: STREAMS, turns: TURNS, left_ms: Math.round(left), gone_s: Number(seconds.toFixed(1)) });
    expect(seconds).toBeLessThan(GRACE_SECONDS);
    expect(streams.filter(({ done, types }) => done || types.includes('finish'))).toEqual([]);
    expect(streams.filter(({ comments }) => comments.at(-1) !== ': draining')).toEqual([]);
    const { rows } = await db.query(
      `SELECT t.state, m.status, count(*)::int AS n FROM chat_turns t
       JOIN chat_messages m ON m.turn_id = t.id AND m.role = 'assistant' GROUP BY 1, 2`,
    );
    expect(rows).toEqual([{ state: 'interrupted', status: 'interrupted', n: TURNS }]);
    expect(program.output()).toContain(`${CHAT}/stream`);
  }, 60_000);
});
