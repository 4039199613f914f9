import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SealedBox } from '../../src/common/crypto/sealed-box.js';
import { FreshCredentials } from '../../src/modules/bot-connections/index.js';
import { ALL_SEALED } from '../../src/sealed-columns.js';
import { createEmptyDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { givenConnection, tamper, type GivenConnection } from '../support/given-connections.js';
import { givenHuman, givenServiceKey } from '../support/given.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { runProgram, runToEnd } from '../support/run-program.js';
import { runTool } from '../support/run-tool.js';
import { startWorld, TEST_SETTINGS, type Env, type World } from '../support/world.js';
import { turnOf } from './support/crowd.js';
import { report, times } from './support/scale.js';
import { whenReady } from '../support/ready.js';

const CONNECTIONS = times('ROTATED_CONNECTIONS', { short: 60, long: 1_000 });
const KILLS = times('ROTATION_KILLS', { short: 3, long: 50 });

const key = (id: string, fill: string): string => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const [OLD, NEW] = [key('k1', 'old'), key('k2', 'new')];

describe('encryption keys', () => {
  let world: World;
  let kick: Platform;
  let given: GivenConnection[];
  let tool: Env;

  beforeAll(async () => {
    kick = await startPlatform('kick');
    world = await startWorld({ ...kick.environment(), ENCRYPTION_KEYS: OLD });
    const vault = { db: world.db, keys: world.config.keys };
    given = [];
    while (given.length < CONNECTIONS) given.push(await givenConnection(vault, kick));
    await givenServiceKey(world);
    const sealed = new SealedBox(vault.keys).seal(Buffer.from('a secret'), 'provider_settings/twitch/client_secret');
    await world.db.query(
      `INSERT INTO provider_settings (platform, client_id, client_secret) VALUES ('twitch', 'x', $1)`,
      [sealed],
    );
    tool = { ...TEST_SETTINGS, DATABASE_URL: world.databaseUrl, ENCRYPTION_KEYS: `${NEW},${OLD}` };
  });
  afterAll(async () => {
    await world.close();
    await kick.close();
  });

  const sealedBy = async (id: string): Promise<number> => {
    let count = 0;
    for (const { table, column } of ALL_SEALED) {
      const sql = `SELECT count(*)::int AS count FROM ${table} WHERE starts_with(${column}, $1)`;
      count += (await world.db.query<{ count: number }>(sql, [`${id}.`])).rows[0]?.count ?? 0;
    }
    return count;
  };

  it('are changed while two replicas work, and the change may be killed at any moment', async () => {
    const next = await world.replica({ ENCRYPTION_KEYS: `${NEW},${OLD}` });
    const old = await world.replica({ ENCRYPTION_KEYS: `${OLD},${NEW}` });
    let over = false;
    const failures: string[] = [];
    const use = async (at: World, number: number): Promise<void> => {
      const fresh = at.app.get(FreshCredentials, { strict: false });
      for (let turn = number; !over; turn++) {
        const one = turnOf(given, turn);
        if (turn % 7 === 0) await tamper({ db: world.db, keys: world.config.keys }, one, 'expires_at = now()');
        await fresh.of(one.ref).catch((error: unknown) => failures.push(String(error)));
        await pause(2);
      }
    };
    const load = Promise.all([use(next, 0), use(old, 20), use(next, 40)]);
    for (let kill = 0; kill < KILLS; kill++) {
      const running = runTool('rotate-keys.js', tool);
      await pause(250 + kill * 40);
      running.child.kill('SIGKILL');
      await running.ended;
    }
    over = true;
    await load;
    const left = await sealedBy('k1');
    const { code, output } = await runTool('rotate-keys.js', tool).ended;
    report('key rotation', {
      connections: CONNECTIONS,
      kills: KILLS,
      left_after_kills: left,
      failures: failures.length,
    });
    expect({ failures, code }).toEqual({ failures: [], code: 0 });
    expect(output).toContain('Key k1 is needed by nothing: it may be removed from ENCRYPTION_KEYS');
    expect(await sealedBy('k1')).toBe(0);
  });

  it('that nothing needs any more may be removed: the program starts and everything opens', async () => {
    const alone = await world.replica({ ENCRYPTION_KEYS: NEW });
    const fresh = alone.app.get(FreshCredentials, { strict: false });
    expect(await fresh.of(turnOf(given, 0).ref)).toMatchObject({ platform: 'kick' });
    await givenHuman(alone);
    expect(await (await fetch(`${alone.url}/v1/info`)).json()).toMatchObject({ missing_encryption_keys: [] });
  });

  it('that are lost are named, and keep the program from nothing but what they sealed', async () => {
    const without = await world.replica({ ENCRYPTION_KEYS: key('k3', 'another') });
    await eventually(async () => {
      const info = (await (await fetch(`${without.url}/v1/info`)).json()) as { missing_encryption_keys: string[] };
      return info.missing_encryption_keys.join() === 'k2';
    });
    expect((await whenReady(without.url)).status).toBe(200);
    expect(without.logs()).toContain('an encryption key is missing');
    await givenHuman(without);
    const { code, output } = await runTool('rotate-keys.js', { ...tool, ENCRYPTION_KEYS: key('k3', 'another') }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/Key k2 is still needed and is not configured: .*bot_connections\.access_token/);
  });
});

describe('an encryption key with other bytes than before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-keys-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('stops the start, and is named', async () => {
    const database = await createEmptyDatabase();
    const env = { ...TEST_SETTINGS, DATA_DIR: folder, DATABASE_URL: database.url };
    const program = await runProgram({ ...env, ENCRYPTION_KEYS: `${NEW},${OLD}` });
    await program.kill('SIGTERM');
    const ending = await runToEnd({ ...env, ENCRYPTION_KEYS: `${NEW},${key('k1', 'wrong')}` });
    expect(ending).toMatchObject({ code: 1 });
    expect(ending.output).toContain('the key k1 has other bytes');
    await database.drop();
  });
});
