import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { givenServiceKey, signIn, type Human } from '../support/given.js';
import { TEST_SETTINGS } from '../support/world.js';
import { turnOf } from './support/crowd.js';
import { Dice } from './support/dice.js';
import { FragileProgram } from './support/fragile-program.js';
import { linkingBreaches } from './support/linking-invariants.js';
import { lookBehind } from './support/look-behind.js';
import { LinkingStorm } from './support/linking-storm.js';
import { givenPeople } from './support/people.js';
import { report, times } from './support/scale.js';

const COURIERS = 20;
const CROWD = 12;
const PEOPLE = 6;
/** Access tokens live for a quarter of an hour. */
const KILLS_PER_LOGIN = 100;
const KILLS = times('KILLS', { short: 6, long: 200 });

describe('linking, while the program is killed again and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-crash-'));
  let database: TestDatabase;
  let program: FragileProgram;
  let db: Pool;

  beforeAll(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    program = await FragileProgram.start({
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      // Starts a little faster.
      DOCS_ENABLED: 'false',
      LINK_TOKENS_PER_MINUTE_PER_IDENTITY: '1000000',
      LINK_TOKENS_PER_MINUTE_PER_KEY: '1000000',
    });
  });

  afterAll(async () => {
    await program.stop();
    await db.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'keeps every confirmed link, burns no token, and tells each caller what became of its call',
    async () => {
      const dice = Dice.thrown();
      const [people, { client: service }] = await Promise.all([givenPeople(program, PEOPLE), givenServiceKey(program)]);
      const storm = new LinkingStorm({ service, up: () => program.up() });
      const signedInAnew = async (one: Human): Promise<Human> => ({
        ...one,
        ...(await signIn(program, one.username, one.password)),
      });
      let over = false;
      const worker = async (number: number): Promise<void> => {
        const own = new Dice(dice.seed + number);
        while (!over) {
          const person = turnOf(people, number);
          await (number < COURIERS ? storm.courierRound(person, own) : storm.crowdRound(person, own));
        }
      };
      const workers = Promise.all(Array.from({ length: COURIERS + CROWD }, (_, number) => worker(number)));

      const breaches: string[] = [];
      const began = Date.now();
      try {
        for (let kill = 1; kill <= KILLS; kill++) {
          await Promise.race([storm.calls.answers(dice.between(20, 80)), workers]);
          await Promise.race([storm.nextConfirm(), workers]);
          // A random moment of what that confirm, and many other calls, are about to do.
          await pause(dice.between(0, 40));
          await program.crash(async () => {
            breaches.push(...(await linkingBreaches(db, storm)).map((breach) => `after kill ${kill}: ${breach}`));
          });
          if (kill % KILLS_PER_LOGIN === 0) people.splice(0, PEOPLE, ...(await Promise.all(people.map(signedInAnew))));
        }
      } finally {
        over = true;
      }
      await workers;
      breaches.push(...(await linkingBreaches(db, storm)));

      const { counted } = storm.calls;
      report('crash storm', {
        seed: dice.seed,
        kills: KILLS,
        seconds: (Date.now() - began) / 1000,
        ...counted,
        confirms_acknowledged: storm.confirmed.size,
        ...storm.repeats,
      });
      expect({ breaches, surprises: [...storm.surprises] }).toEqual({ breaches: [], surprises: [] });
      expect(counted.lost).toBeGreaterThanOrEqual(KILLS);
      expect(storm.confirmed.size).toBeGreaterThan(KILLS);
    },
    60_000 + KILLS * 10_000,
  );
});
