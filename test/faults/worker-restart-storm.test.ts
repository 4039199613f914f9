import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { givenStreamerWithBot, type Streamer } from '../support/given-workers.js';
import { LONG, report, times } from './support/scale.js';
import { Talkers } from './support/talkers.js';
import { WorkerStage } from './support/worker-stage.js';

const ROUNDS = times('RESTARTS', { short: 2, long: 40 });
const PEOPLE = 4;
/** A rejoin has a minute; what was claimed is over 10 s after it was asked for. */
const ALL_OVER_MS = 75_000;

let stage: WorkerStage;
beforeAll(async () => {
  stage = await WorkerStage.start();
}, 60_000);
afterAll(() => stage.close(), 60_000);

describe('a storm of restarts, of servers and workers', () => {
  it(
    'loses no command and says nothing twice',
    async () => {
      const people = await Promise.all(
        Array.from({ length: PEOPLE }, () => givenStreamerWithBot(stage.world, stage.twitch)),
      );
      const { replicas, irc, twitch } = stage;
      const fleet = replicas.map((replica) => stage.startWorker(replica, { WORKER_LEASE_SECONDS: '5' }));
      const allIn = (): Promise<unknown> =>
        eventually(() => people.every(stage.isIn), { timeoutMs: 30_000, everyMs: 50 });
      await allIn();
      const talkers = new Talkers(people, () => replicas.map(({ url }) => url));
      const asked = new Set<string>();
      const ask = async (one: Streamer, number: number): Promise<void> => {
        const id = await stage.rejoin(one, stage.replicas[number % 2] ?? stage.replicas[0]).catch(() => null);
        if (id !== null) asked.add(id);
      };
      for (let round = 0; round < ROUNDS; round++) {
        await allIn();
        const heard = talkers.told.length;
        await eventually(() => talkers.told.length > heard, { timeoutMs: 20_000 });
        await Promise.all(people.slice(0, 3).map((one, index) => ask(one, round + index)));
        // At any moment of what they are about.
        await pause(Math.random() * 300);
        const victims = round % 3 === 2 ? replicas : replicas.slice(round % 2, (round % 2) + 1);
        await stage.crash(victims);
        const index = round % fleet.length;
        if (round % 3 !== 1) continue;
        await fleet[index]?.end(round % 6 === 1 ? 'SIGKILL' : 'SIGTERM');
        fleet[index] = stage.startWorker(replicas[index] ?? replicas[0], { WORKER_LEASE_SECONDS: '5' });
      }
      await allIn();
      await talkers.end();
      await stage.allOver(ALL_OVER_MS);

      const said = [...irc.hall.said, ...twitch.chat.messages].map(({ text }) => text);
      const { rows } = await stage.world.db.query<{ id: string; kind: string; status: string }>(
        `SELECT id, kind, status FROM bot_commands`,
      );
      const ends = Object.groupBy(rows, ({ kind, status }) => `${kind} ${status}`);
      const { told } = talkers;
      report('storm of restarts', {
        rounds: ROUNDS,
        messages: told.length,
        by_workers: irc.hall.said.length,
        by_api: twitch.chat.messages.length,
        answers: talkers.tally,
        ends: Object.fromEntries(Object.entries(ends).map(([name, all]) => [name, all?.length])),
      });
      expect(said.length).toBeGreaterThan(0);
      expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
      expect(told.filter(({ text, delivered }) => delivered && !said.includes(text))).toEqual([]);
      expect(rows.filter(({ status }) => !['acked', 'failed', 'expired'].includes(status))).toEqual([]);
      expect([...asked].filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
      // A worker that was there all the time tells what it did, also when the server was away just then.
      expect(rows.filter(({ kind, status }) => kind === 'rejoin' && status === 'acked').length).toBeGreaterThan(0);
    },
    LONG ? 900_000 : 180_000,
  );
});
