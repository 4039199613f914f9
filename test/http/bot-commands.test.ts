import { eventually } from '../support/eventually.js';
import { CommandReader } from '../support/command-reader.js';
import { givenHuman } from '../support/given.js';
import {
  givenStreamer,
  givenStreamerWithBot,
  givenSystemKey,
  Hand,
  type Streamer,
  type SystemKey,
} from '../support/given-workers.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let replica: World;
let twitch: Platform;
let key: SystemKey;
beforeAll(async () => {
  twitch = await startPlatform('twitch');
  world = await startWorld(twitch.environment());
  replica = await world.replica();
  key = await givenSystemKey(world);
});
afterAll(async () => {
  await world.close();
  await twitch.close();
});

interface Command {
  readonly id: string;
  readonly status: string;
  readonly code: string | null;
  readonly worker: string | null;
}

const rejoin = (of: Streamer, headers: Record<string, string> = {}): Promise<{ status: number; body: Command }> =>
  of.human.client.post<Command>('/v1/bot-rejoin', { platform: 'twitch' }, headers);

const shown = async (of: Streamer, id: string): Promise<Command> =>
  (await of.human.client.get<Command>(`/v1/bot-commands/${id}`)).body;

const ack = (id: string, fence: number, outcome: string, more: object = {}): Promise<{ status: number }> =>
  key.client.post(`/v1/worker/commands/${id}/ack`, { fence, outcome, ...more });

describe('a rejoin', () => {
  it('waits for a worker, is delivered over another replica, and acked', async () => {
    const streamer = await givenStreamer(world, twitch);
    const { status, body } = await rejoin(streamer);
    expect({ status, body }).toMatchObject({
      status: 202,
      body: { status: 'queued', kind: 'rejoin', platform: 'twitch' },
    });
    const hand = new Hand(key.client);
    const fence = (await hand.fenceOf(streamer.accountId)) ?? 0;
    const reader = await CommandReader.open(replica, key.secret, hand.worker);
    const event = await reader.next();
    expect(event).toMatchObject({ id: body.id, kind: 'rejoin', account_id: streamer.accountId, fence, payload: null });
    expect(await shown(streamer, body.id)).toMatchObject({ status: 'delivered', worker: hand.worker });
    expect((await ack(body.id, fence, 'done')).status).toBe(200);
    expect((await ack(body.id, fence, 'done')).status).toBe(200);
    expect((await ack(body.id, fence, 'failed')).status).toBe(409);
    expect(await shown(streamer, body.id)).toMatchObject({ status: 'acked' });
    reader.close();
  });

  it('is the same one while it is under way, and another one afterwards', async () => {
    const streamer = await givenStreamer(world, twitch);
    const [first, second] = await Promise.all([rejoin(streamer), rejoin(streamer)]);
    expect(second.body.id).toBe(first.body.id);
    const once = await rejoin(streamer, { 'idempotency-key': 'again' });
    await world.db.query(`UPDATE bot_commands SET deadline = now() WHERE id = $1`, [first.body.id]);
    expect(await shown(streamer, first.body.id)).toMatchObject({ status: 'expired' });
    expect((await rejoin(streamer)).body.id).not.toBe(first.body.id);
    expect((await rejoin(streamer, { 'idempotency-key': 'again' })).body.id).toBe(once.body.id);
  });

  it('comes again to a stream that broke off, but not what was read or claimed', async () => {
    const streamers = await Promise.all([1, 2, 3].map(() => givenStreamer(world, twitch)));
    const hand = new Hand(key.client);
    const { leases } = await hand.lease(streamers.map(({ accountId }) => accountId));
    const fenceOf = ({ accountId }: Streamer): number =>
      leases.find(({ account_id }) => account_id === accountId)?.fence ?? 0;
    const before = await CommandReader.open(world, key.secret, hand.worker);
    const ids: string[] = [];
    for (const streamer of streamers) {
      ids.push((await rejoin(streamer)).body.id);
      expect(await before.next()).toMatchObject({ id: ids.at(-1) });
    }
    const [, second, third] = streamers;
    if (!second || !third) throw new Error('three were made');
    expect((await ack(ids[1] ?? '', fenceOf(second), 'claimed')).status).toBe(200);
    before.close();
    const after = await CommandReader.open(replica, key.secret, hand.worker, before.eventIds[0]);
    expect(await after.next()).toMatchObject({ id: ids[2] });
    after.close();
    const afresh = await CommandReader.open(world, key.secret, hand.worker);
    expect([await afresh.next(), await afresh.next()]).toMatchObject([{ id: ids[0] }, { id: ids[2] }]);
    afresh.close();
  });

  it('goes to the next holder when the first one is gone, and only that one may settle it', async () => {
    const streamer = await givenStreamer(world, twitch);
    const [dead, heir] = [new Hand(key.client), new Hand(key.client)];
    const old = (await dead.fenceOf(streamer.accountId, 1)) ?? 0;
    const first = await CommandReader.open(world, key.secret, dead.worker);
    const { id } = (await rejoin(streamer)).body;
    expect(await first.next()).toMatchObject({ id });
    first.close();
    const fence = await eventually(() => heir.fenceOf(streamer.accountId));
    const second = await CommandReader.open(world, key.secret, heir.worker);
    expect(await second.next()).toMatchObject({ id, fence });
    expect((await ack(id, old, 'done')).status).toBe(409);
    expect((await ack(id, fence, 'failed', { code: 'msg_banned' })).status).toBe(200);
    expect(await shown(streamer, id)).toMatchObject({ status: 'failed', code: 'msg_banned' });
    second.close();
  });

  it('is refused without a channel, in a paused one, and to whoever may not', async () => {
    const { client } = await givenHuman(world);
    expect(await client.post('/v1/bot-rejoin', { platform: 'twitch' })).toMatchObject({ status: 404 });
    const streamer = await givenStreamer(world, twitch);
    const { id } = (await rejoin(streamer)).body;
    expect(await client.get(`/v1/bot-commands/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'bot_command_not_found' },
    });
    await streamer.human.client.post('/v1/bot-toggle', { platform: 'twitch', enabled: false });
    expect(await rejoin(streamer)).toMatchObject({ status: 409, body: { code: 'bot_paused' } });
  });
});

describe('a claim', () => {
  it('is one worker’s, however many ask at once', async () => {
    const streamer = await givenStreamer(world, twitch);
    const fence = (await new Hand(key.client).fenceOf(streamer.accountId)) ?? 0;
    const { id } = (await rejoin(streamer)).body;
    const answers = await Promise.all(Array.from({ length: 10 }, () => ack(id, fence, 'claimed')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });
});

describe('whoever sits in a channel', () => {
  it('hears at once that it shall leave, and that another bot speaks there', async () => {
    const streamer = await givenStreamerWithBot(world, twitch);
    const hand = new Hand(key.client);
    const fence = await hand.fenceOf(streamer.accountId);
    const reader = await CommandReader.open(world, key.secret, hand.worker);
    await streamer.human.client.post('/v1/bot-toggle', { platform: 'twitch', enabled: false });
    expect(await reader.next()).toMatchObject({ kind: 'leave', account_id: streamer.accountId, fence });
    await streamer.human.client.delete('/v1/bot-connections/twitch');
    expect(await reader.next()).toMatchObject({ kind: 'sync', account_id: streamer.accountId });
    reader.close();
  });

  it('does not keep an account from being deleted', async () => {
    const streamer = await givenStreamerWithBot(world, twitch);
    await new Hand(key.client).fenceOf(streamer.accountId);
    await rejoin(streamer);
    await world.db.query(`DELETE FROM accounts WHERE id = $1`, [streamer.accountId]);
    const { rows } = await world.db.query(`SELECT 1 FROM bot_commands WHERE account_id = $1`, [streamer.accountId]);
    expect(rows).toEqual([]);
  });
});

describe('a stream of commands', () => {
  it('ends with its key', async () => {
    const own = await givenSystemKey(world);
    const reader = await CommandReader.open(world, own.secret, 'worker');
    await world.db.query(`UPDATE machine_keys SET revoked_at = now() WHERE id = $1`, [own.id]);
    await reader.ended;
  });
});
