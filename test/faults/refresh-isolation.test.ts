import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { parseKeyRing } from '../../src/config/encryption-keys.js';
import { FreshCredentials } from '../../src/modules/bot-connections/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import {
  givenConnection,
  storedCredential,
  type GivenConnection,
  type Stored,
  type Vault,
} from '../support/given-connections.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { rotateWithGrace } from '../support/platforms/rotation.js';
import { runProgram } from '../support/run-program.js';
import { startWorld, TEST_SETTINGS, type World } from '../support/world.js';
import { many, tallyOf } from './support/crowd.js';
import { lookBehind } from './support/look-behind.js';
import { report } from './support/scale.js';
import { slowestOf, timed } from './support/timed.js';

const SLOW_REFRESHES = 50;
const REQUESTS = 200;

describe('a platform that is slow', () => {
  let world: World;
  let kick: Platform;
  let vault: Vault;

  beforeAll(async () => {
    kick = await startPlatform('kick');
    world = await startWorld({ ...kick.environment(), DATABASE_POOL_SIZE: '2' });
    vault = { db: world.db, keys: world.config.keys };
  });
  afterAll(async () => {
    kick.knobs.heal();
    await world.close();
    await kick.close();
  });

  /** Whether the database answers; that the event loop stood still on a busy machine is not asked. */
  const asksDatabase = async (): Promise<{ status: number }> => {
    const { checks } = (await (await fetch(`${world.url}/health/ready`)).json()) as { checks: { database: string } };
    return { status: checks.database === 'ok' ? 200 : 503 };
  };

  it('holds no database connection: others are answered as fast as ever', async () => {
    const given: GivenConnection[] = [];
    while (given.length < SLOW_REFRESHES) given.push(await givenConnection(vault, kick, { expiresIn: 30 }));
    kick.knobs.latency(1_500);
    const fresh = world.app.get(FreshCredentials, { strict: false });
    const waiting = Promise.allSettled(given.map(({ ref }) => fresh.of(ref)));
    await eventually(() => kick.calls.some(({ kind, endedAt }) => kind === 'refresh' && endedAt === null));
    const registered: string[] = [];
    const answers = await many(REQUESTS / 10, async (number) => {
      const one = await timed('register', async () => {
        const body = {
          email: `p${number}@example.org`,
          username: `person-${number}`,
          password: 'a rather long password',
        };
        return fetch(`${world.url}/v1/auth/register`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      });
      registered.push(String(one.status));
      return one;
    });
    const ready = await many(REQUESTS, () => timed('ready', asksDatabase));
    const stillSlow = kick.calls.some(({ kind, endedAt }) => kind === 'refresh' && endedAt === null);
    report('others while a platform is slow', { ms: slowestOf([...answers, ...ready]) });
    expect({ stillSlow, ready: tallyOf(ready), registered: tallyOf(answers) }).toEqual({
      stillSlow: true,
      ready: { 200: REQUESTS },
      registered: { 201: REQUESTS / 10 },
    });
    expect(Math.max(...Object.values(slowestOf(ready)))).toBeLessThan(5_000);
    kick.knobs.heal();
    const settled = await waiting;
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});

describe('a replica that is frozen in the middle of an exchange', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-frozen-'));
  let kick: Platform;
  let database: TestDatabase;
  let db: Pool;

  beforeAll(async () => {
    [kick, database] = await Promise.all([startPlatform('kick'), createDatabase()]);
    db = lookBehind(database.url);
  });
  afterAll(async () => {
    await db.end();
    await Promise.all([database.drop(), kick.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('comes too late: another one has taken over, and nothing of the newer pair is overwritten', async () => {
    kick.knobs.rotate(rotateWithGrace(60_000));
    const env = { ...TEST_SETTINGS, ...kick.environment(), DATA_DIR: folder, DATABASE_URL: database.url };
    const frozen = await runProgram(env);
    const vault = { db, keys: parseKeyRing(TEST_SETTINGS.ENCRYPTION_KEYS ?? '') };
    const redemptions = (): number => kick.calls.filter(({ kind }) => kind === 'refresh').length;
    kick.knobs.fail({ on: 'refresh', how: 'late', delayMs: 700 });
    const given = await givenConnection(vault, kick, { expiresIn: 60 });
    await eventually(() => redemptions() === 1);
    process.kill(frozen.pid, 'SIGSTOP');
    const other = await runProgram(env);
    const after = await eventually(async () => newerThan(1, await storedCredential(vault, given)), {
      timeoutMs: 12_000,
    });
    process.kill(frozen.pid, 'SIGCONT');
    // It finishes what it had begun before it ends.
    expect(await frozen.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    await other.kill('SIGTERM');
    expect(redemptions()).toBe(2);
    expect(await storedCredential(vault, given)).toMatchObject({
      generation: 2,
      refresh_token: after.refresh_token,
      access_token: after.access_token,
      status: 'active',
      lease_owner: null,
    });
    expect(kick.tokens.isCurrent(after.refresh_token ?? '')).toBe(true);
  });
});

const newerThan = (generation: number, stored: Stored): Stored | null =>
  stored.generation > generation ? stored : null;
