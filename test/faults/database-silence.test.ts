import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Client } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { givenHuman, givenLinkToken, givenServiceKey, identity, type Human, type Identity } from '../support/given.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { many, tallyOf, unexpectedIn } from './support/crowd.js';
import { linkingBreaches } from './support/linking-invariants.js';
import { lookBehind } from './support/look-behind.js';
import { report } from './support/scale.js';
import { slowestOf, timed, type Call, type Timed } from './support/timed.js';

/** Statements and connections are given up after 5 or 6 s. */
const REFUSED_WITHIN_MS = 15_000;
const EACH = 20;

/**
 * A confirm is left waiting half-way in its transaction; then every byte to and from the database vanishes, and all kinds of calls
 * are made; then the bytes flow again.
 */
describe('a database that falls silent', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-silence-'));
  let database: TestDatabase;
  let proxy: FaultProxy;
  let program: RunningProgram;
  let db: Pool;
  let refused: Timed[];
  let halfDone: Timed;
  let repeatConfirm: Call;
  let afterwards: Timed[];
  let late: Timed[];

  beforeAll(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    proxy = await FaultProxy.before(Number(new URL(database.url).port));
    program = await runProgram({ ...TEST_SETTINGS, DATA_DIR: folder, DATABASE_URL: proxy.through(database.url) });
    const { client: service } = await givenServiceKey(program);
    const person = await givenHuman(program);
    const asked = await givenLinkToken(program, service);
    repeatConfirm = confirmOnce(person, asked.token);
    const calls = callsOf(program, service, person);
    // Every pool has open connections now.
    await callAll(calls);

    const letGo = await holdIdentity(asked, person);
    const confirm = timed('confirm', repeatConfirm);
    // The token is used by now, in the open transaction; the link waits for the identity.
    await eventually(async () => (await waitingForLocks()) === 1);
    proxy.turn({ kind: 'black-hole' });
    const early = callAll(calls);
    // So late that the database has not yet ended the session when TypeORM would have given up its ROLLBACK.
    await pause(3_500);
    await letGo();
    const second = callAll({ resolve: calls.resolve ?? repeatConfirm });
    [halfDone, refused, late] = await Promise.all([confirm, early, second]);
    proxy.heal();
    afterwards = await recover(service);
  }, 60_000);

  afterAll(async () => {
    await program.kill('SIGTERM');
    await proxy.close();
    await db.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is answered for with 503 within seconds, whatever was asked', () => {
    const answers = [...refused, halfDone, ...late];
    report('black hole', { refused_after_ms: slowestOf(answers) });
    expect(unexpectedIn(tallyOf(answers), [503])).toEqual([]);
    expect(answers.filter(({ ms }) => ms > REFUSED_WITHIN_MS)).toEqual([]);
  });

  it('is used again as soon as it is heard of', () => {
    report('black hole over', { recovered_after_ms: slowestOf(afterwards) });
    expect(unexpectedIn(tallyOf(afterwards), [200])).toEqual([]);
  });

  it('lets no half-done transaction be committed by the next one', async () => {
    expect(await linkingBreaches(db)).toEqual([]);
    expect(await repeatConfirm()).toMatchObject({ status: 200 });
    expect(await linkingBreaches(db)).toEqual([]);
  });

  /** Enough transactions to come by every connection of the pool. */
  const recover = (service: Client): Promise<Timed[]> =>
    many(EACH, () => timed('tokens', () => service.post('/v1/platform-linking/tokens', identity())));

  /** Keeps the program from linking an identity, until told to let go. */
  async function holdIdentity({ platform, platform_user_id: id }: Identity, by: Human): Promise<() => Promise<void>> {
    const holder = await db.connect();
    await holder.query('BEGIN');
    const insert = `INSERT INTO platform_links (id, platform, platform_user_id, user_id, proof) VALUES ($1, $2, $3, $4, 'none')`;
    await holder.query(insert, [randomUUID(), platform, id, by.id]);
    return async () => {
      await holder.query('ROLLBACK');
      holder.release();
    };
  }

  async function waitingForLocks(): Promise<number> {
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await db.query(waiting)).rowCount ?? 0;
  }
});

function confirmOnce({ client }: Human, token: string): Call {
  const key = { 'idempotency-key': randomUUID() };
  return () => client.post(`/v1/platform-linking/tokens/${token}/confirm`, undefined, key);
}

type Calls = Readonly<Record<string, Call>>;

function callsOf(program: RunningProgram, service: Client, person: Human): Calls {
  const anybody = new Client(program.url);
  const { username: login, password } = person;
  return {
    resolve: () => service.post('/v1/platform-linking/resolve', identity()),
    tokens: () => service.post('/v1/platform-linking/tokens', identity()),
    links: () => person.client.get('/v1/platform-linking/links'),
    me: () => person.client.get('/v1/me'),
    'sign in': () => anybody.post('/v1/auth/login', { login, password }),
    register: () => anybody.post('/v1/auth/register', { email: 'late@example.org', username: 'late', password }),
    ready: () => anybody.get('/health/ready'),
  };
}

const callAll = (calls: Calls): Promise<Timed[]> =>
  Promise.all(Object.entries(calls).flatMap(([name, call]) => Array.from({ length: EACH }, () => timed(name, call))));
