import { CommandReader } from '../support/command-reader.js';
import { eventually } from '../support/eventually.js';
import { givenStreamer, givenStreamerWithBot, Hand, type Streamer } from '../support/given-workers.js';
import type { FragileProgram } from './support/fragile-program.js';
import { WorkerStage, type Seated } from './support/worker-stage.js';

let stage: WorkerStage;
beforeAll(async () => {
  stage = await WorkerStage.start();
}, 60_000);
afterAll(() => stage.close(), 60_000);

interface Shown {
  readonly status: string;
  readonly code: string | null;
}

const shown = async ({ human }: Streamer, id: string, at: FragileProgram): Promise<Shown> =>
  (await human.client.at(at.url).get<Shown>(`/v1/bot-commands/${id}`)).body;

describe('commands, when all servers are killed around them', () => {
  it('are where they were: waiting, given, begun or over', async () => {
    const [a, b] = stage.replicas;
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => givenStreamer(stage.world, stage.twitch)));
    const [waiting, given, begun, forgotten, settled, nobodys] = people as [
      Streamer,
      Streamer,
      Streamer,
      Streamer,
      Streamer,
      Streamer,
    ];
    const client = stage.key.client.at(a.url);
    const hand = new Hand(client);
    const fences = new Map<Streamer, number>();
    for (const one of [given, begun, forgotten, settled])
      fences.set(one, (await hand.fenceOf(one.accountId, 120)) ?? 0);
    const ids = new Map<Streamer, string>();
    for (const one of people) ids.set(one, await stage.rejoin(one, a));
    const idOf = (one: Streamer): string => ids.get(one) ?? '';
    const ack = async (one: Streamer, outcome: string, at: FragileProgram): Promise<number> =>
      (await client.at(at.url).post(`/v1/worker/commands/${idOf(one)}/ack`, { fence: fences.get(one), outcome }))
        .status;
    const before = await CommandReader.open(a, stage.key.secret, hand.worker);
    const read = [await before.next(), await before.next(), await before.next(), await before.next()];
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set([given, begun, forgotten, settled].map(idOf)));
    expect(await ack(begun, 'claimed', a)).toBe(200);
    expect(await ack(forgotten, 'claimed', a)).toBe(200);
    expect(await ack(settled, 'done', a)).toBe(200);

    await stage.crash();
    await before.ended;

    const after = await CommandReader.open(b, stage.key.secret, hand.worker);
    // What was given and not begun comes again, at the other replica; what was begun or is over never does.
    expect(await after.next()).toMatchObject({ id: idOf(given), fence: fences.get(given) });
    fences.set(waiting, (await new Hand(client.at(b.url), hand.worker).fenceOf(waiting.accountId)) ?? 0);
    expect(await after.next()).toMatchObject({ id: idOf(waiting) });
    after.close();
    expect(await ack(begun, 'claimed', b)).toBe(409);
    for (const one of [waiting, given, begun]) expect(await ack(one, 'done', b)).toBe(200);
    expect(await ack(settled, 'done', b)).toBe(200);
    await stage.world.db.query(`UPDATE bot_commands SET deadline = now() - interval '6 seconds' WHERE id = ANY($1)`, [
      [idOf(forgotten), idOf(nobodys)],
    ]);
    for (const one of [waiting, given, begun, settled])
      expect(await shown(one, idOf(one), a)).toMatchObject({ status: 'acked' });
    await eventually(
      async () => {
        expect(await shown(forgotten, idOf(forgotten), a)).toMatchObject({ status: 'failed', code: 'outcome_unknown' });
        expect(await shown(nobodys, idOf(nobodys), a)).toMatchObject({ status: 'expired' });
        return true;
      },
      { timeoutMs: 15_000, everyMs: 200 },
    );
    await new Hand(client.at(b.url), hand.worker).lease(
      [...fences.keys()].map(({ accountId }) => accountId),
      0,
    );
  }, 60_000);
});

describe('a pause', () => {
  it('takes effect within 5 seconds of a restart, asked for before it or after it', async () => {
    const [a] = stage.replicas;
    const [early, late] = await Promise.all([
      givenStreamerWithBot(stage.world, stage.twitch),
      givenStreamerWithBot(stage.world, stage.twitch),
    ]);
    // As it runs by default.
    const worker = stage.startWorker(a, {
      WORKER_LEASE_SECONDS: '15',
      WORKER_LOOK_SECONDS: '3',
      WORKER_SILENCE_SECONDS: '20',
    });
    await eventually(() => stage.isIn(early) && stage.isIn(late), { timeoutMs: 20_000 });
    const toggle = async ({ human }: Streamer): Promise<number> =>
      (await human.client.at(a.url).post('/v1/bot-toggle', { platform: 'twitch', enabled: false })).status;
    expect(await toggle(early)).toBe(200);
    await stage.crash();
    const outBy = (one: Seated): Promise<unknown> => eventually(() => !stage.isIn(one), { timeoutMs: 5_000 });
    await Promise.all([outBy(early), toggle(late).then(() => outBy(late))]);
    // One that was in nobody's channel any more when it came is over after 30 s.
    await stage.allOver(40_000);
    await worker.end('SIGTERM');
  }, 90_000);
});
