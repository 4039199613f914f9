import type { Client } from '../support/client.js';
import type { StreamEvent } from '../support/event-stream.js';
import { follow, givenChatService, givenChatter, say, type Chatter } from '../support/given-chat.js';
import { describeWithRedis } from '../support/redis.js';
import { startWorld, type World } from '../support/world.js';
import { turnOf } from './support/crowd.js';
import { Dice } from './support/dice.js';
import { report, times } from './support/scale.js';

const DISCONNECTS = times('DISCONNECTS', { short: 100, long: 1_000 });
const TOGETHER = 10;
const WORDS = Array.from({ length: 300 }, (_, number) => `word${number}`).join(' ');
const PACE = { ASSISTANT_ECHO_WORD_MS: '3' };

/** Follows one answer, losing the connection again and again. @returns all events, and how often it was lost */
async function readWithLosses(
  services: readonly Client[],
  { who }: Chatter,
  luck: Dice,
): Promise<{ events: StreamEvent[]; losses: number; lost: number }> {
  const events: StreamEvent[] = [];
  let lost = 0;
  let stream = await say(turnOf(services, 0), who, WORDS);
  const turn = stream.header('x-turn-id');
  for (let losses = 0; ; losses++) {
    const patience = 1 + luck.between(0, 11);
    await stream.until((one) => one.events.length >= patience || one.done);
    // A first reader gets what was said before in few events; a resumed one gets exactly what follows.
    if (losses > 0) lost += gapsIn(seqsOf(stream.events), seqsOf(events).at(-1) ?? 0);
    events.push(...stream.events);
    if (stream.done) return { events, losses, lost };
    stream.leave();
    const last = events.findLast(({ id }) => id !== null)?.id ?? null;
    stream = await follow(turnOf(services, luck.between(0, services.length - 1)), turn, last);
  }
}

function itLosesNothing(start: () => Promise<readonly [World, ...World[]]>): void {
  it(
    `has every event once, and one end, over ${DISCONNECTS} lost connections`,
    async () => {
      const worlds = await start();
      try {
        const luck = Dice.thrown();
        const service = (await givenChatService(worlds[0])).client;
        const services = worlds.map(({ url }) => service.at(url));
        let lost = 0;
        let doubled = 0;
        let losses = 0;
        let answers = 0;
        while (losses < DISCONNECTS) {
          const chatters = await Promise.all(Array.from({ length: TOGETHER }, () => givenChatter(worlds[0], service)));
          const read = await Promise.all(chatters.map((chatter) => readWithLosses(services, chatter, luck)));
          for (const { events, losses: own, lost: missing } of read) {
            losses += own;
            lost += missing;
            answers++;
            const seqs = seqsOf(events);
            doubled += seqs.length - new Set(seqs).size;
            expect(textOf(events)).toBe(WORDS);
            expect(events.filter(({ chunk }) => chunk?.type === 'finish')).toHaveLength(1);
            expect(events.filter(({ chunk }) => chunk === null)).toHaveLength(1);
          }
        }
        report('resumed streams', { seed: luck.seed, replicas: worlds.length, answers, losses, lost, doubled });
        expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
      } finally {
        await worlds[0].close();
      }
    },
    60_000 + DISCONNECTS * 200,
  );
}

describe('an answer whose reader loses the connection', () => {
  itLosesNothing(async () => [await startWorld(PACE)]);
});

describeWithRedis('an answer whose reader comes back to another replica', (redisUrl) => {
  itLosesNothing(async () => {
    const world = await startWorld({ ...PACE, REDIS_URL: redisUrl });
    return [world, await world.replica()];
  });
});

const seqsOf = (events: readonly StreamEvent[]): number[] =>
  events.flatMap(({ id }) => (id === null ? [] : [Number(id.split('.')[1])]));

/** How many do not follow the one before. */
const gapsIn = (seqs: readonly number[], last: number): number =>
  seqs.filter((seq, place) => seq !== (seqs[place - 1] ?? last) + 1).length;

const textOf = (events: readonly StreamEvent[]): string =>
  events.map(({ chunk }) => (chunk?.type === 'text-delta' ? String(chunk.delta) : '')).join('');
