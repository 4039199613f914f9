import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { GLOBAL_AT, connect, somebody } from '../support/connecting.js';
import { givenAdmin } from '../support/given.js';
import { workerEnvironment } from '../support/given-worker-program.js';
import { givenStreamerWithBot, givenSystemKey, type Streamer } from '../support/given-workers.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startTwitchIrc, type TwitchIrc } from '../support/platforms/twitch-irc/server.js';
import { startWorld, type World } from '../support/world.js';
import { ChatTroubles, type Sitting } from './support/chat-troubles.js';
import { givenChannels } from './support/fleet-channels.js';
import { MeasuredWorker, type Measure } from './support/measured-worker.js';
import { LONG, report } from './support/scale.js';
import { Talkers } from './support/talkers.js';

/** A day of the worker's time is six minutes. */
const SPEED = 240;
const DAY_MS = 86_400_000 / SPEED;
const WARM_UP_MS = LONG ? DAY_MS / 4 : 2_000;
const REST_MS = LONG ? DAY_MS - WARM_UP_MS : 5_000;
/** What the requests to the server of that very moment take. */
const WITHIN_A_MOMENT = 6;
const HEAP_BYTES = 3_000_000;
/** The deadline of a request lives for its 10 s: far more than there are in that time, far less than in a day. */
const SIGNALS = 1_000;

let world: World;
let twitch: Platform;
let irc: TwitchIrc;
let worker: MeasuredWorker;
const people: Streamer[] = [];
const sittings: Sitting[] = [];

beforeAll(async () => {
  twitch = await startPlatform('twitch');
  irc = await startTwitchIrc(twitch);
  for (const pace of Object.values(irc.hall.pace)) pace.max = 1_000_000;
  world = await startWorld(twitch.environment());
  const bot = somebody(twitch);
  const connected = await connect(await givenAdmin(world), GLOBAL_AT, twitch, bot);
  if (connected.status !== 201) throw new Error(`Could not connect the global bot: ${JSON.stringify(connected.body)}`);
  const channels = await givenChannels(world, twitch, 5);
  sittings.push({ bot, channels: channels.map(({ login }) => login) });
  for (let count = 0; count < 3; count++) {
    const streamer = await givenStreamerWithBot(world, twitch);
    people.push(streamer);
    sittings.push({ bot: streamer.bot.person, channels: [streamer.channel.person.login] });
  }
  const { secret } = await givenSystemKey(world);
  // Silence is measured by the library, with the clock on the wall.
  const env = {
    WORKER_LEASE_SECONDS: '15',
    WORKER_LOOK_SECONDS: '1',
    WORKER_SILENCE_SECONDS: '0.4',
    LOG_LEVEL: 'info',
  };
  worker = MeasuredWorker.start(workerEnvironment(world, secret, irc, env), SPEED);
}, 60_000);
afterAll(async () => {
  worker.kill();
  await world.close();
  await irc.close();
  await twitch.close();
}, 60_000);

describe('a worker whose chat goes away in every way, again and again', () => {
  it(
    'comes back each time, holds no more afterwards than before, and keeps what is said',
    async () => {
      const troubles = new ChatTroubles(twitch, irc);
      await Promise.all(sittings.map((one) => troubles.isBack(one)));
      const talkers = new Talkers(people, () => [world.url], 200);
      const began = performance.now();
      await storm(troubles, WARM_UP_MS);
      const before = await calm();
      await storm(troubles, REST_MS);
      await talkers.end();
      const after = await calm();
      const hours = ((performance.now() - began) * SPEED) / 3_600_000;
      const said = [...irc.hall.said, ...twitch.chat.messages].map(({ text }) => text);
      report('drops', { hours: Math.round(hours * 10) / 10, drops: troubles.total, ...troubles.counted });
      report('messages', {
        all: talkers.told.length,
        by_worker: irc.hall.said.length,
        by_api: twitch.chat.messages.length,
        answers: talkers.tally,
      });
      report('before', { ...before });
      report('after', { ...after });

      expect(Object.keys(troubles.counted)).toHaveLength(8);
      expect(irc.hall.said.length).toBeGreaterThan(0);
      expect(after.warnings).toEqual([]);
      const alive = { BotSession: sittings.length, IrcConnection: sittings.length, OwnedIrcClient: sittings.length };
      expect(after.objects).toMatchObject(alive);
      const { AbortSignal: signals = 0, ...others } = after.objects;
      expect(signals).toBeLessThan(SIGNALS);
      expect(grown(before.objects, others)).toEqual([]);
      expect(grown(before.handles, after.handles)).toEqual([]);
      expect(after.heapBytes - before.heapBytes).toBeLessThan(HEAP_BYTES);
      expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
      const shown = new Set(said);
      expect(talkers.told.filter(({ text, delivered }) => delivered && !shown.has(text))).toEqual([]);
      expect(await worker.stop()).toBe(0);
    },
    LONG ? 900_000 : 90_000,
  );
});

async function storm(troubles: ChatTroubles, ms: number): Promise<void> {
  troubles.begin();
  const all = Promise.all(sittings.map((one, index) => troubles.trouble(one, index * 3)));
  await Promise.race([pause(ms), all]);
  troubles.end();
  await all;
}

/** What is held once every bot sits in all its channels and says so. */
async function calm(): Promise<Measure> {
  await eventually(
    async () => {
      const { rows } = await world.db.query<{ state: string }>(
        `SELECT r.state FROM channel_reports r JOIN channel_leases l USING (account_id, platform, fence) WHERE l.lease_until > now()`,
      );
      const all = sittings.flatMap(({ channels }) => channels);
      return rows.filter(({ state }) => state === 'connected').length === all.length;
    },
    { timeoutMs: 30_000, everyMs: 50 },
  );
  // Requests that were given up, and connections that were closed, are let go by timers of their own.
  await pause(1_000);
  return worker.measure();
}

/** What there is more of than a moment explains. */
const grown = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): string[] =>
  Object.entries(after)
    .filter(([kind, count]) => count > (before[kind] ?? 0) + WITHIN_A_MOMENT)
    .map(([kind, count]) => `${kind}: ${before[kind] ?? 0} before, ${count} now`);
