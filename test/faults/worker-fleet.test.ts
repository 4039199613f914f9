import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { GLOBAL_AT, connect, somebody } from '../support/connecting.js';
import { givenAdmin } from '../support/given.js';
import { workerEnvironment } from '../support/given-worker-program.js';
import { givenSystemKey, type SystemKey } from '../support/given-workers.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startTwitchIrc, type TwitchIrc } from '../support/platforms/twitch-irc/server.js';
import type { Person } from '../support/platforms/words.js';
import { runWorker, type WorkerProcess } from '../support/worker-process.js';
import { startWorld, type World } from '../support/world.js';
import { Overlaps } from './support/lease-overlaps.js';
import { givenChannels, type FleetChannel } from './support/fleet-channels.js';

const LONG = process.env.FAULTS === 'long';
const CHANNELS = LONG ? 1_000 : 40;
const ROUNDS = LONG ? 8 : 2;
/** The long form has the real lease of 15 s, the short one 2 s. */
const RECOVERED_MS = 30_000;

let world: World;
let twitch: Platform;
let irc: TwitchIrc;
let key: SystemKey;
let bot: Person;
let channels: readonly FleetChannel[];
const fleet: WorkerProcess[] = [];

beforeAll(async () => {
  twitch = await startPlatform('twitch');
  irc = await startTwitchIrc(twitch);
  // Of a verified bot: otherwise a thousand joins take eight minutes.
  irc.hall.pace.join.max = 2_000;
  irc.hall.pace.message.max = 10_000;
  irc.hall.pace.auth.max = 2_000;
  world = await startWorld(twitch.environment());
  key = await givenSystemKey(world);
  bot = somebody(twitch);
  const connected = await connect(await givenAdmin(world), GLOBAL_AT, twitch, bot);
  if (connected.status !== 201) throw new Error(`Could not connect the global bot: ${JSON.stringify(connected.body)}`);
  channels = await givenChannels(world, twitch, CHANNELS);
  for (let count = 0; count < 3; count++) fleet.push(start());
}, 300_000);
afterAll(async () => {
  await Promise.all(fleet.map((one) => one.end('SIGKILL')));
  await world.close();
  await irc.close();
  await twitch.close();
}, 60_000);

const start = (): WorkerProcess =>
  runWorker(
    workerEnvironment(world, key.secret, irc, {
      WORKER_JOINS_PER_10_SECONDS: '2000',
      WORKER_MESSAGES_PER_30_SECONDS: '7500',
      WORKER_SILENCE_SECONDS: '10',
      WORKER_LEASE_SECONDS: LONG ? '15' : '2',
    }),
  );

/** Every channel has somebody in it, who says so and is not the dead one. */
async function allConnected(dead: string): Promise<boolean> {
  const { rows } = await world.db.query<{ count: number }>(
    `SELECT count(*)::int FROM channel_reports r JOIN channel_leases l USING (account_id, platform)
     WHERE r.state = 'connected' AND r.expires_at > now() AND r.fence = l.fence AND l.lease_until > now()
       AND l.worker <> $1`,
    [dead],
  );
  return rows[0]?.count === CHANNELS;
}

const recovered = (dead = ''): Promise<unknown> =>
  eventually(() => allConnected(dead), { timeoutMs: RECOVERED_MS, everyMs: 100 });

describe('several workers', () => {
  it('share the channels fairly', async () => {
    await eventually(
      async () => {
        const { rows } = await world.db.query<{ count: number }>(
          `SELECT count(*)::int FROM channel_leases WHERE lease_until > now() GROUP BY worker`,
        );
        expect(rows.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(CHANNELS);
        expect(rows).toHaveLength(3);
        expect(Math.max(...rows.map(({ count }) => count))).toBeLessThanOrEqual(Math.ceil(CHANNELS / 3));
        return allConnected('');
      },
      { timeoutMs: 60_000, everyMs: 200 },
    );
  }, 90_000);

  it(
    'take over from one that was killed or fell asleep, and nothing is said twice',
    async () => {
      const overlaps = new Overlaps(world.db);
      const texts: string[] = [];
      let talking = true;
      const talk = (async () => {
        for (let number = 0; talking; number++) {
          const channel = channels[number % channels.length];
          if (!channel) return;
          const text = `message ${number}`;
          texts.push(text);
          void channel.say(text);
          await pause(25);
        }
      })();
      const recoveries: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await recovered();
        const victim = fleet[round % fleet.length];
        if (!victim) throw new Error('the fleet is empty');
        const began = performance.now();
        const killed = round % 2 === 0;
        if (killed) {
          await victim.end('SIGKILL');
          fleet[round % fleet.length] = start();
        } else {
          victim.child.kill('SIGSTOP');
        }
        await recovered(victim.name);
        recoveries.push(Math.round(performance.now() - began));
        // It wakes up and believes that it still has its channels.
        if (!killed) victim.child.kill('SIGCONT');
      }
      talking = false;
      await talk;
      await pause(500);
      const said = irc.hall.said.map(({ text }) => text);
      const viaApi = twitch.chat.messages.map(({ text }) => text);
      const all = [...said, ...viaApi];
      process.stdout.write(
        `fleet: ${CHANNELS} channels, ${texts.length} messages, ${said.length} by workers, ${viaApi.length} by the API, ` +
          `recovered after ${recoveries.join(', ')} ms, ${overlaps.looks} looks at leases\n`,
      );
      expect(said.length).toBeGreaterThan(0);
      expect(new Set(all).size).toBe(all.length);
      expect(await overlaps.end()).toEqual([]);
      expect(Math.max(...recoveries)).toBeLessThan(RECOVERED_MS);
    },
    LONG ? 1_200_000 : 90_000,
  );
});
