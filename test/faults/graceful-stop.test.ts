import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Client } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { givenHuman, givenLinkToken, givenServiceKey, identity } from '../support/given.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { KeepAliveClient, KeepAliveLoad, type Sent } from './support/keep-alive-load.js';
import { lookBehind } from './support/look-behind.js';
import { report } from './support/scale.js';

const LINKING = '/v1/platform-linking';
const CONNECTIONS = 32;
const ANSWERS_BEFORE_STOP = 500;
/** Much less than the grace period: nothing that is left to do takes long. */
const STOPS_WITHIN_MS = 5_000;

describe('a program that is told to stop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-stop-'));
  let database: TestDatabase;
  let db: Pool;
  let program: RunningProgram;
  let key: Readonly<Record<string, string>>;

  beforeEach(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    program = await runProgram({
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      LINK_TOKENS_PER_MINUTE_PER_KEY: '1000000',
    });
    key = { 'x-bot-api-key': (await givenServiceKey(program)).key };
  });

  afterEach(async () => {
    await program.kill('SIGKILL');
    await db.end();
    await database.drop();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s answers every request it took, under load', async (signal) => {
    const load = new KeepAliveLoad(program.url, CONNECTIONS);
    let turn = 0;
    const over = load.run(() => ({
      path: `${LINKING}/${turn++ % 4 === 0 ? 'tokens' : 'resolve'}`,
      headers: key,
      body: identity(),
    }));
    await eventually(() => load.idsOf('complete').length >= ANSWERS_BEFORE_STOP, { timeoutMs: 20_000, everyMs: 1 });
    const began = performance.now();
    const ending = await program.kill(signal);
    const ms = Math.round(performance.now() - began);
    await over;

    const answered = load.idsOf('complete');
    report(`stop by ${signal}`, { ms, answered: answered.length, never_taken: load.idsOf('unanswered').length });
    expect(ending).toEqual({ code: 0, signal: null });
    expect(ms).toBeLessThan(STOPS_WITHIN_MS);
    expect(load.idsOf('cut')).toEqual([]);
    expect(load.sent.filter(({ outcome, status }) => outcome === 'complete' && status !== 200)).toEqual([]);
    // What it logged is what it took: exactly those were answered.
    expect(new Set(idsIn(program.output()))).toEqual(new Set(answered));
  });

  it('waits for a slow request, and then for nobody who keeps a connection open', async () => {
    const idle = new KeepAliveClient(program.url);
    const resolve = { path: `${LINKING}/resolve`, headers: key, body: identity() };
    expect(await idle.send('POST', resolve)).toMatchObject({ outcome: 'complete', status: 200 });
    const { answer, letGo } = await confirmThatWaits();
    const ending = program.kill('SIGTERM');
    await eventually(() => refused(program));
    const began = performance.now();
    await letGo();
    expect(await answer).toMatchObject({ outcome: 'complete', status: 200 });
    expect(await ending).toEqual({ code: 0, signal: null });
    const ms = Math.round(performance.now() - began);
    report('stop after a slow request, with open connections', { ms });
    expect(ms).toBeLessThan(STOPS_WITHIN_MS);
    idle.close();
  });

  it('takes signals that come together for one, as Ctrl-C under npm sends two', async () => {
    const { answer, letGo } = await confirmThatWaits();
    const ending = Promise.all([program.kill('SIGINT'), program.kill('SIGINT')]);
    await eventually(() => refused(program));
    await letGo();
    expect(await answer).toMatchObject({ outcome: 'complete', status: 200 });
    expect((await ending)[0]).toEqual({ code: 0, signal: null });
  });

  it('ends at once when it is told again a second later', async () => {
    const { answer, letGo } = await confirmThatWaits();
    void program.kill('SIGTERM');
    await pause(1_100);
    expect(await program.kill('SIGTERM')).toEqual({ code: 130, signal: null });
    await letGo();
    expect(await answer).toMatchObject({ outcome: 'unanswered' });
  });

  it.each([
    ['says nothing', ''],
    ['stops in the middle of its headers', 'POST /v1/platform-linking/resolve HTTP/1.1\r\nhost: x\r\n'],
  ])('does not wait for somebody who connects and %s', async (_, said) => {
    const socket = connect(Number(new URL(program.url).port), '127.0.0.1');
    await new Promise((done) => socket.once('connect', done));
    socket.write(said);
    // The program has seen it by now: this came later and was answered.
    const { client } = await givenServiceKey(program);
    expect((await client.post(`${LINKING}/resolve`, identity())).status).toBe(200);
    const began = performance.now();
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    report(`stop with somebody who ${_}`, { ms: Math.round(performance.now() - began) });
    expect(performance.now() - began).toBeLessThan(STOPS_WITHIN_MS);
    socket.destroy();
  });

  /** A confirm that is under way, and cannot go on until it is let go. */
  async function confirmThatWaits(): Promise<{ answer: Promise<Sent>; letGo: () => Promise<void> }> {
    const person = await givenHuman(program);
    const asked = await givenLinkToken(program, new Client(program.url, key));
    const holder = await db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `link-identity:${asked.platform}:${asked.platform_user_id}`,
    ]);
    const client = new KeepAliveClient(program.url);
    const answer = client.send('POST', {
      path: `${LINKING}/tokens/${asked.token}/confirm`,
      headers: { authorization: `Bearer ${person.accessToken}` },
    });
    await eventually(async () => (await waitingForLocks()) === 1);
    const letGo = async (): Promise<void> => {
      await holder.query('COMMIT');
      holder.release();
    };
    return { answer, letGo };
  }

  async function waitingForLocks(): Promise<number> {
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await db.query(waiting)).rowCount ?? 0;
  }
});

/** Does it accept no new connection? */
async function refused({ url }: RunningProgram): Promise<boolean> {
  const client = new KeepAliveClient(url);
  const { outcome } = await client.send('GET', { path: '/health/live', headers: {} });
  client.close();
  return outcome === 'refused';
}

/** Request ids of the load that the program logged. */
function idsIn(output: string): string[] {
  return [...output.matchAll(/"req_id":"(load-[^"]+)"/g)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}
