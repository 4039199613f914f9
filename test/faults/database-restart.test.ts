import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenServiceKey, identity } from '../support/given.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { linkingBreaches } from './support/linking-invariants.js';
import { lookBehind } from './support/look-behind.js';
import { givenPeople } from './support/people.js';
import { RestartablePostgres, RESTARTS } from './support/restartable-postgres.js';
import { report, times } from './support/scale.js';
import { SteadyLoad } from './support/steady-load.js';
import { slowestOf, timed } from './support/timed.js';
import { many, tallyOf, turnOf } from './support/crowd.js';

const TIMES = times('RESTARTS', { short: 5, long: 100 });
const HEALED_WITHIN_MS = 5_000;
const ANSWERED_WITHIN_MS = 7_500;

describe('the program, while its database is in trouble', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-restarts-'));
  let postgres: RestartablePostgres;
  let program: RunningProgram;
  let service: Client;

  beforeAll(async () => {
    postgres = await RestartablePostgres.start();
    program = await runProgram({
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: postgres.url,
      LINK_TOKENS_PER_MINUTE_PER_IDENTITY: '1000000',
      LINK_TOKENS_PER_MINUTE_PER_KEY: '1000000',
    });
    service = (await givenServiceKey(program)).client;
  });

  afterAll(async () => {
    const ending = await program.kill('SIGTERM');
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
    // Its last words say why, if it ended by itself.
    expect({ ...ending, said: ending.code === 0 ? '' : program.output().slice(-3_000) }).toEqual({
      code: 0,
      signal: null,
      said: '',
    });
  });

  const resolve = (): Promise<{ status: number }> => service.post('/v1/platform-linking/resolve', identity());

  it(
    'lives through restarts under load, refuses honestly meanwhile, and forgets nothing it acknowledged',
    async () => {
      const load = new SteadyLoad(service, await givenPeople(program, 4));
      load.start();
      const windows: number[] = [];
      for (let restart = 0; restart < TIMES; restart++) {
        await eventually(() => load.good(200), { timeoutMs: 20_000 });
        await postgres.restart(turnOf(RESTARTS, restart));
        const back = performance.now();
        load.forgetGoodOnes();
        await eventually(() => load.good(200), { timeoutMs: 20_000 });
        windows.push(Math.max(0, Math.round(load.lastRefusal - back)));
      }
      await load.stop();
      report('PostgreSQL restarts', {
        restarts: TIMES,
        ...load.counted,
        confirms_acknowledged: load.confirmed.size,
        refused_after_it_was_back_ms: windows,
        slowest_answer_ms: Math.round(load.slowestMs),
      });
      expect(failuresIn(program)).toEqual([]);
      expect([...load.surprises]).toEqual([]);
      expect(load.counted.refused).toBeGreaterThan(0);
      expect(Math.max(...windows)).toBeLessThan(HEALED_WITHIN_MS);
      expect(load.slowestMs).toBeLessThan(ANSWERED_WITHIN_MS);
      expect(await breaches(load)).toEqual([]);
    },
    60_000 + TIMES * 10_000,
  );

  it('answers late, and right, while each packet to and from the database takes its time', async () => {
    postgres.proxy.turn({ kind: 'delay', milliseconds: 100 });
    const answers = await many(100, () => timed('resolve', resolve));
    postgres.proxy.heal();
    report('slow database', { slowest_answer_ms: slowestOf(answers) });
    expect(tallyOf(answers)).toEqual({ 200: 100 });
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeGreaterThanOrEqual(200);
  });

  it('answers the next request after all its connections were ended by the database', async () => {
    for (let round = 0; round < 5; round++) {
      expect((await resolve()).status).toBe(200);
      // Again until there is none: housekeeping may open one at any moment.
      await eventually(async () => {
        await onDatabase((db) =>
          db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'understudy%'`),
        );
        return postgres.proxy.connections === 0;
      });
      expect((await resolve()).status).toBe(200);
    }
  });

  it('outlives connections that the database ends in the very packet that opens them', async () => {
    const farewell = goodbye('57P01', 'terminating connection due to administrator command');
    const inVain: number[] = [];
    postgres.proxy.turn({ kind: 'reset' });
    // Only new connections are greeted and seen off; the old ones would get it as the answer to a statement.
    postgres.proxy.turn({
      kind: 'change',
      answer: (chunk) => (isGreeting(chunk) ? Buffer.concat([chunk, farewell]) : chunk),
    });
    for (let round = 0; round < 20; round++) {
      const answers = await many(5, async () => [
        (await resolve()).status,
        (await service.post('/v1/platform-linking/tokens', identity())).status,
      ]);
      inVain.push(...answers.flat());
    }
    postgres.proxy.heal();
    await eventually(async () => (await resolve()).status === 200);
    expect(tallyOf(inVain.map((status) => ({ status })))).toEqual({ 503: 200 });
  });

  async function onDatabase<T>(work: (db: Pool) => Promise<T>): Promise<T> {
    const db = lookBehind(postgres.directUrl);
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  }

  const breaches = (load: SteadyLoad): Promise<string[]> => onDatabase((db) => linkingBreaches(db, load));
});

/** Ends with ReadyForQuery and began with AuthenticationOk or the last of it (PostgreSQL manual, "Message Formats"). */
const isGreeting = (chunk: Buffer): boolean =>
  chunk.includes('server_version\0') && chunk.subarray(-6, -1).equals(READY);
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);

/** An ErrorResponse, FATAL. */
function goodbye(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** Log lines about what nobody foresaw. */
function failuresIn(program: RunningProgram): string[] {
  return program
    .output()
    .split('\n')
    .filter((line) => line.includes('"unexpected"') && line.includes('"err"'));
}
