import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapeIdentifier, type Pool } from 'pg';
import type { Document } from '../support/contract.js';
import { startFakeUpstream, type FakeUpstream } from '../support/assistants/fake-upstream.js';
import { echo, failsInBand, refuses, UPSTREAM_SECRET } from '../support/assistants/scenarios.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { Canaries, encodingsOf, HANDED_OUT } from './support/canaries.js';
import { CanaryWalk, type Callers } from './support/canary-walk.js';
import { driveEveryRoute } from './support/every-route.js';
import { lookBehind } from './support/look-behind.js';
import { Recorder } from './support/recorder.js';
import { report } from './support/scale.js';
import { SignInCanaryWalk } from './support/sign-in-canary-walk.js';
import { WorkerCanaryWalk } from './support/worker-canary-walk.js';

/** Kept on purpose: links and tokens are about them. */
const STORED = ['platform user id', 'channel id'];

describe('secrets that were put into everything that takes a value', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-canary-'));
  const canaries = new Canaries();
  let database: TestDatabase;
  let proxy: FaultProxy;
  let upstream: FakeUpstream;
  let worker: WorkerCanaryWalk;
  let signIn: SignInCanaryWalk;
  let program: RunningProgram;
  let db: Pool;
  let recorder: Recorder;
  let metrics: string;

  beforeAll(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    proxy = await FaultProxy.before(Number(new URL(database.url).port));
    const adminPassword = canaries.plant('password of the first admin', `pw ${randomUUID()}`);
    const keyBytes = randomBytes(32).toString('base64');
    upstream = await startFakeUpstream();
    canaries.plant('words of the upstream', UPSTREAM_SECRET);
    upstream.play(refuses(401), failsInBand, echo);
    worker = await WorkerCanaryWalk.prepare(canaries);
    signIn = await SignInCanaryWalk.prepare(canaries);
    program = await runProgram({
      ...TEST_SETTINGS,
      ...worker.environment(),
      ...signIn.environment(),
      LOG_LEVEL: 'trace',
      DATA_DIR: folder,
      DATABASE_URL: proxy.through(database.url),
      ADMIN_PASSWORD: adminPassword,
      ENCRYPTION_KEYS: `canary:${canaries.plant('encryption key', keyBytes)}`,
      ASSISTANT_BASE_URL: upstream.baseUrl,
      ASSISTANT_MODEL: 'canary',
      ASSISTANT_API_KEY: canaries.plant('key of the assistant', `sk-${randomUUID()}`),
      PLATFORM_BOT_API_KEY: canaries.plant('service key of the environment', randomUUID()),
    });
    const { password } = new URL(database.url);
    // A server that was given to the tests may have a word as its password, which would be found everywhere.
    if (password.length > 12) canaries.plant('password of the database', password);
    recorder = new Recorder(program.url);
    const walk = new CanaryWalk(recorder, canaries, adminPassword);
    const people = await walk.go();
    await signIn.go(recorder, people.admin, people.person);
    const callers = { ...people, worker: await worker.go(recorder, people.admin, people.person) };
    await driveAll(callers, walk.linkToken.value);
    proxy.turn({ kind: 'reset' });
    await driveAll(callers, walk.linkToken.value);
    proxy.heal();
    await eventually(async () => (await recorder.send('GET', '/health/ready')).status === 200, { timeoutMs: 10_000 });
    metrics = (await recorder.send('GET', '/metrics')).text;
    // What is written at the end counts too.
    await program.kill('SIGTERM');
    await worker.close();
    report('canaries', {
      planted: canaries.names.length,
      answers: recorder.answers.length,
      refusals: recorder.refusals().length,
      outages: recorder.answers.filter(({ status }) => status === 503).length,
      log_lines: program.output().split('\n').length,
      worker_log_lines: worker.output().split('\n').length,
    });
  }, 90_000);

  afterAll(async () => {
    await program.kill('SIGKILL');
    await proxy.close();
    await worker.close();
    await signIn.close();
    await upstream.close();
    await db.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('would be noticed, in whatever encoding', () => {
    const answers = recorder.answers.map(({ text, headers }) => `${headers}\n${text}`).join('\n');
    expect(canaries.sungIn(answers)).toEqual(expect.arrayContaining(HANDED_OUT));
    const secret = randomUUID();
    const own = new Canaries();
    own.plant('it', secret);
    for (const lead of ['', 'a', 'ab']) {
      const texts = [
        Buffer.from(`${lead}${secret}tail`).toString('base64'),
        Buffer.from(`${lead}${secret}`).toString('base64url'),
      ];
      for (const text of texts) expect(own.sungIn(text)).toEqual(['it']);
    }
    expect(encodingsOf('a "b"/ü').some((encoded) => encoded.includes('%22'))).toBe(true);
  });

  it('reached every route, also without a database', () => {
    const statuses = new Set(recorder.answers.map(({ status }) => status));
    for (const status of [200, 201, 204, 400, 401, 403, 404, 405, 409, 410, 415, 422, 503])
      expect(statuses).toContain(status);
    expect(recorder.answers.filter(({ status }) => status === 500)).toEqual([]);
  });

  it('are in no line of the log', () => {
    const singing = program
      .output()
      .split('\n')
      .filter((line) => canaries.sungIn(line).length > 0);
    expect(singing.map((line) => [canaries.sungIn(line), line])).toEqual([]);
    expect(program.output()).toContain('/v1/platform-linking/tokens/:token/confirm');
  });

  it('are in no line that the worker logged, which had much to tell', () => {
    const lines = worker.output().split('\n');
    expect(lines.filter((line) => canaries.sungIn(line).length > 0)).toEqual([]);
    for (const event of [
      'signed in to the chat',
      'the chat refused the credential',
      'the stream of commands broke off',
    ])
      expect(worker.output()).toContain(event);
  });

  it('are in no metric', () => {
    expect(canaries.sungIn(metrics)).toEqual([]);
    expect(metrics).toContain('/v1/platform-linking/tokens/:token/confirm');
  });

  it('come back in no refusal, and in no header but the cookie that is made for it', () => {
    const refusals = recorder.refusals().map(({ call, text }) => ({ call, sings: canaries.sungIn(text) }));
    expect(refusals.filter(({ sings }) => sings.length > 0)).toEqual([]);
    const headers = recorder.answers.map(({ call, headers: all }) => ({
      call,
      sings: canaries.sungIn(withoutCookies(all)),
    }));
    expect(headers.filter(({ sings }) => sings.length > 0)).toEqual([]);
  });

  it('are in no answer of the assistant, which was asked with its key', () => {
    expect(upstream.requests.map(({ authorization }) => canaries.sungIn(authorization ?? ''))).toEqual([
      ['key of the assistant'],
      ['key of the assistant'],
    ]);
    const streams = recorder.answers.filter(({ call, status }) => call.endsWith('/chat/stream') && status === 200);
    expect(streams.length).toBeGreaterThan(2);
    const sung = streams.flatMap(({ text }) => canaries.sungIn(text, ['message']));
    expect(sung).toEqual([]);
  });

  it('are in no row of the audit', async () => {
    const { rows } = await db.query<{ text: string }>('SELECT e::text AS text FROM audit_events e');
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map(({ text }) => canaries.sungIn(text)).filter((sings) => sings.length > 0)).toEqual([]);
  });

  it('are in no table, but for the ids of people on their platforms', async () => {
    const { rows: tables } = await db.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await db.query<{ text: string }>(`SELECT t::text AS text FROM ${escapeIdentifier(name)} t`);
      const sings = canaries.sungIn(rows.map(({ text }) => text).join('\n'), STORED);
      if (sings.length > 0) found[name] = sings;
    }
    expect(tables.length).toBeGreaterThan(8);
    expect(found).toEqual({});
  });

  async function driveAll(callers: Readonly<Callers>, linkToken: string): Promise<void> {
    const { text } = await recorder.send('GET', '/docs/openapi.json');
    await driveEveryRoute(recorder, JSON.parse(text) as Document, {
      callers: Object.values(callers),
      headers: {
        'idempotency-key': canaries.plant('Idempotency-Key', randomUUID()),
        'x-request-id': `${canaries.plant('X-Request-Id that is odd', randomUUID())} "<>`,
        'x-account-id': canaries.plant('X-Account-Id', randomUUID()),
        cookie: `us_refresh=${canaries.plant('cookie', randomUUID())}`,
        'x-whatever': canaries.plant('header that nobody reads', randomUUID()),
      },
      token: linkToken,
      id: canaries.plant('id in an address', randomUUID()),
      query: `limit=${canaries.plant('query value', randomUUID())}`,
      // Too long to be the name of anything, so that nothing may keep it.
      field: canaries.plant('field of a body', randomUUID()).repeat(10),
    });
  }
});

const withoutCookies = (headers: string): string => headers.replaceAll(/^set-cookie: .*$/gm, '');
