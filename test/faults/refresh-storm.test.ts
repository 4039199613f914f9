import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { parseKeyRing } from '../../src/config/encryption-keys.js';
import { SLOTS } from '../../src/modules/bot-connections/credentials/platform-gate.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { reuseKillsFamily } from '../support/platforms/rotation.js';
import { TEST_SETTINGS } from '../support/world.js';
import { Dice } from './support/dice.js';
import { lookBehind } from './support/look-behind.js';
import { RefreshFleet } from './support/refresh-fleet.js';
import { RefreshStorm } from './support/refresh-storm.js';
import { RestartablePostgres, RESTARTS } from './support/restartable-postgres.js';
import { LONG, report, times } from './support/scale.js';
import { turnOf } from './support/crowd.js';

const REPLICAS = 3;
const CONNECTIONS = times('REFRESHED_CONNECTIONS', { short: 40, long: 300 });
const SECONDS = times('REFRESH_SECONDS', { short: 3, long: 60 });
/** What the adapter counts on, see KickAdapter.refreshGrace. */
const GRACE_MS = 60_000;

type Trouble = 'kill' | 'stop' | 'database';

interface Row {
  readonly name: string;
  readonly troubles: readonly Trouble[];
  readonly spoiled?: boolean;
  readonly grace: boolean;
  /** Only in the long form. */
  readonly long?: boolean;
}

/** Where the platform has a grace, nothing is lost; without one, at most what was in flight when something died. */
const ROWS: readonly Row[] = [
  { name: 'no faults', troubles: [], grace: false, long: true },
  { name: 'replies slow, lost and 500', troubles: [], spoiled: true, grace: false, long: true },
  { name: 'kill -9', troubles: ['kill'], grace: false, long: true },
  { name: 'kill -9, grace', troubles: ['kill'], grace: true, long: true },
  { name: 'kill -9, replies slow, lost and 500, grace', troubles: ['kill'], spoiled: true, grace: true },
  { name: 'rolling SIGTERM', troubles: ['stop'], grace: false },
  { name: 'PostgreSQL crashes', troubles: ['database'], grace: false },
  { name: 'rolling SIGTERM, PostgreSQL crashes', troubles: ['stop', 'database'], grace: false, long: true },
];

describe('three replicas that exchange the tokens of many connections, at a platform that ends a grant whose token comes twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-refresh-'));
  let postgres: RestartablePostgres;
  let kick: Platform;
  let fleet: RefreshFleet;
  let db: Pool;
  let storm: RefreshStorm;

  beforeAll(async () => {
    [postgres, kick] = await Promise.all([RestartablePostgres.start(), startPlatform('kick')]);
    fleet = await RefreshFleet.start(REPLICAS, {
      ...TEST_SETTINGS,
      ...kick.environment(),
      DOCS_ENABLED: 'false',
      DATA_DIR: folder,
      DATABASE_URL: postgres.url,
    });
    db = lookBehind(postgres.directUrl);
    storm = new RefreshStorm(db, parseKeyRing(TEST_SETTINGS.ENCRYPTION_KEYS ?? ''), kick);
  });

  afterAll(async () => {
    await fleet.stop();
    await db.end();
    await Promise.all([postgres.stop(), kick.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const happen = async (trouble: Trouble, number: number): Promise<void> => {
    if (trouble === 'kill') await fleet.crash(number);
    else if (trouble === 'stop') await fleet.replace(number);
    else await postgres.restart(turnOf(RESTARTS.slice(0, 2), number));
  };

  it.each(ROWS.filter(({ long = false }) => LONG || !long))(
    'lose nothing that can be kept: $name',
    async ({ name, troubles, spoiled = false, grace }) => {
      const dice = Dice.thrown();
      await storm.begin(CONNECTIONS, reuseKillsFamily(grace ? GRACE_MS : 0));
      if (spoiled) storm.spoil(dice);
      const killed = fleet.kills;
      let happened = 0;
      for (const until = performance.now() + SECONDS * 1000; performance.now() < until;) {
        await pause(dice.between(200, 900));
        if (troubles.length > 0) await happen(turnOf(troubles, happened), happened++);
      }
      const figures = await storm.end();
      const kills = fleet.kills - killed;
      report(name, { seed: dice.seed, troubles: happened, kills, ...figures });
      expect(figures).toMatchObject({ lost_in_vain: 0, stale: 0, connections: CONNECTIONS });
      expect(figures.refreshes).toBeGreaterThan(CONNECTIONS);
      // A process that died may have left a redemption behind that the platform still works on.
      if (!troubles.includes('kill')) expect(figures.at_once).toBe(1);
      const inFlight = figures.replies_lost + kills * SLOTS;
      expect(figures.lost).toBeLessThanOrEqual(grace ? 0 : inFlight);
      if (!spoiled && !troubles.includes('kill')) expect(figures.lost).toBe(0);
      for (const stop of fleet.stops) expect(stop).toEqual({ code: 0, ms: expect.any(Number) as number });
      expect(Math.max(0, ...fleet.stops.map(({ ms }) => ms))).toBeLessThan(10_000);
    },
    SECONDS * 1000 + 120_000,
  );
});
