import { eventually } from '../support/eventually.js';
import { givenAdmin, givenHuman } from '../support/given.js';
import { givenStreamer, givenStreamerWithBot, givenSystemKey, Hand, type SystemKey } from '../support/given-workers.js';
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

describe('a key that is limited to some platforms', () => {
  it('reaches nothing of the others, over both doors', async () => {
    const { accountId } = await givenStreamerWithBot(world, twitch);
    const fence = (await new Hand(key.client).fenceOf(accountId)) ?? 0;
    const { client } = await givenSystemKey(world, ['kick', 'discord']);
    const report = { platform: 'twitch', account_id: accountId, fence, state: 'connected', ttl: 10 };
    const query = '{ botChannels(platform: twitch) { items { accountId } } }';
    for (const [call, code] of [
      [client.get('/v1/worker/bot-channels?platform=twitch'), 403],
      [client.post('/v1/worker/leases', { platform: 'twitch', account_ids: [accountId], worker: 'w', ttl: 10 }), 403],
      [client.put('/v1/worker/status', [{ ...report, platform: 'kick' }, report]), 403],
      [client.get(`/v1/worker/credential?platform=twitch&account_id=${accountId}&fence=${fence}`), 403],
      [client.get('/v1/worker/commands?platform=twitch'), 403],
      [client.get('/v1/worker/bot-channels?platform=kick'), 200],
    ] as const) {
      const { status, body } = await call;
      expect([status, body.code]).toEqual([code, code === 403 ? 'platform_not_allowed' : undefined]);
    }
    const { body } = await client.post<{ errors: { extensions: { code: string } }[] }>('/graphql', { query });
    expect(body.errors[0]?.extensions.code).toBe('platform_not_allowed');
  });

  it('names platforms of bots, not those of chat identities', async () => {
    const admin = await givenAdmin(world);
    const issue = (platforms: string[]) => admin.post('/v1/admin/system-keys', { name: 'limited', platforms });
    expect((await issue(['TELEGRAM'])).status).toBe(422);
    expect(await issue(['twitch'])).toMatchObject({ status: 201, body: { platforms: ['twitch'] } });
    const { body } = await admin.get<{ items: { platforms: string[] | null }[] }>('/v1/admin/system-keys');
    expect(body.items[0]?.platforms).toEqual(['twitch']);
  });
});

describe('the lease of a channel', () => {
  it('is one worker’s at a time, however many ask at once on two replicas', async () => {
    const { accountId } = await givenStreamer(world, twitch);
    const crowd = Array.from(
      { length: 12 },
      (_, index) => new Hand(index % 2 ? key.client : key.client.at(replica.url)),
    );
    const fences = await Promise.all(crowd.map((hand) => hand.fenceOf(accountId)));
    expect(fences.filter((fence) => fence !== null)).toHaveLength(1);
  });

  it('is kept by asking again, under the same fence, and given back with a ttl of nothing', async () => {
    const { accountId } = await givenStreamer(world, twitch);
    const [first, second] = [new Hand(key.client), new Hand(key.client)];
    const fence = await first.fenceOf(accountId);
    expect(await first.fenceOf(accountId)).toBe(fence);
    expect(await second.fenceOf(accountId)).toBeNull();
    await second.lease([accountId], 0);
    expect(await second.fenceOf(accountId)).toBeNull();
    await first.lease([accountId], 0);
    expect(await second.fenceOf(accountId)).toBeGreaterThan(fence ?? Infinity);
  });

  it('lapses, and then belongs to whoever asks first; who had it before is fenced off', async () => {
    const { accountId } = await givenStreamerWithBot(world, twitch);
    const [sleeper, heir] = [new Hand(key.client), new Hand(key.client)];
    const old = (await sleeper.fenceOf(accountId, 0.2)) ?? 0;
    const fence = await eventually(() => heir.fenceOf(accountId));
    expect(fence).toBeGreaterThan(old);
    expect(await sleeper.report(accountId, old, 'connected')).toBe(409);
    expect(await heir.report(accountId, fence, 'connected')).toBe(204);
    const query = `platform=twitch&account_id=${accountId}`;
    expect(await key.client.get(`/v1/worker/credential?${query}&fence=${old}`)).toMatchObject({
      status: 409,
      body: { code: 'lease_lost' },
    });
    expect((await key.client.get(`/v1/worker/credential?${query}&fence=${fence}`)).status).toBe(200);
  });

  it('gets a new fence when its holder comes back too late', async () => {
    const { accountId } = await givenStreamer(world, twitch);
    const hand = new Hand(key.client);
    const fence = (await hand.fenceOf(accountId, 0.1)) ?? 0;
    await eventually(async () => ((await hand.fenceOf(accountId, 0.1)) ?? 0) > fence, { everyMs: 150 });
  });

  it('is not to be had under another system key, nor for a channel that wants no bot', async () => {
    const { accountId, human } = await givenStreamer(world, twitch);
    const hand = new Hand(key.client);
    await hand.fenceOf(accountId);
    const other = await givenSystemKey(world);
    expect(await new Hand(other.client, hand.worker).fenceOf(accountId)).toBeNull();
    await human.client.post('/v1/bot-toggle', { platform: 'twitch', enabled: false });
    expect(await hand.fenceOf(accountId)).toBeNull();
    const stranger = await givenHuman(world);
    expect(await hand.fenceOf(stranger.accountId)).toBeNull();
  });

  it('tells how many workers there are', async () => {
    const own = await givenSystemKey(world);
    const { accountId } = await givenStreamer(world, twitch);
    const before = (await new Hand(own.client, 'one').lease([], 30)).workers;
    const second = new Hand(own.client, 'two');
    expect((await second.lease([accountId], 30)).workers).toBe(before + 1);
    expect((await second.lease([accountId], 0)).workers).toBe(before);
  });
});

const pageAfter = (cursor: string | null): string =>
  `/v1/worker/bot-channels?platform=twitch&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`;

describe('the channels that want a bot', () => {
  interface Channels {
    readonly items: readonly { readonly account_id: string; readonly reason: string; readonly connection: unknown }[];
    readonly next_cursor: string | null;
  }

  it('come page by page, each with who speaks there and why, and 304 while nothing changes', async () => {
    const streamer = await givenStreamerWithBot(world, twitch);
    const bare = await givenStreamer(world, twitch);
    const found: Channels['items'][number][] = [];
    let cursor: string | null = null;
    do {
      const path = pageAfter(cursor);
      const { body, headers } = await key.client.get<Channels>(path);
      found.push(...body.items);
      cursor = body.next_cursor;
      const again = await key.client.get(path, { 'if-none-match': headers.get('etag') ?? '' });
      expect(again).toMatchObject({ status: 304, body: {} });
    } while (cursor !== null);
    const of = (accountId: string): unknown => found.filter(({ account_id }) => account_id === accountId);
    expect(of(streamer.accountId)).toMatchObject([
      {
        channel_id: streamer.channel.person.id,
        channel_login: streamer.channel.person.login,
        reason: 'custom',
        connection: { id: streamer.bot.ref.id, bot_type: 'custom', login: streamer.bot.person.login },
      },
    ]);
    expect(of(bare.accountId)).toMatchObject([{ reason: 'none', connection: null }]);
    const { rows } = await world.db.query<{ count: number }>(
      `SELECT count(*)::int FROM channel_connections WHERE bot_enabled`,
    );
    expect(found).toHaveLength(rows[0]?.count ?? 0);
  });

  it('are for system keys alone', async () => {
    const { client } = await givenHuman(world);
    const path = '/v1/worker/bot-channels?platform=twitch';
    expect((await client.get(path)).status).toBe(401);
    const revoked = await givenSystemKey(world);
    expect((await revoked.client.get(path)).status).toBe(200);
    await (await givenAdmin(world)).delete(`/v1/admin/system-keys/${revoked.id}`);
    expect((await revoked.client.get(path)).status).toBe(401);
  });
});

describe('a credential for a worker', () => {
  it('is lent to the holder, another one after a refusal, and each time on record', async () => {
    const { accountId, bot } = await givenStreamerWithBot(world, twitch);
    const fence = (await new Hand(key.client).fenceOf(accountId)) ?? 0;
    const path = `/v1/worker/credential?platform=twitch&account_id=${accountId}&fence=${fence}`;
    const first = await key.client.get<{ access_token: string; generation: number }>(path);
    expect(first.body).toMatchObject({ login: bot.person.login, connection_id: bot.ref.id });
    expect(twitch.accessToken(first.body.access_token)).not.toBeNull();
    const second = await key.client.get<{ access_token: string }>(
      `${path}&refused_generation=${first.body.generation}`,
    );
    expect(second.body.access_token).not.toBe(first.body.access_token);
    const { rows } = await world.db.query(
      `SELECT actor_kind, actor_id, on_behalf_of FROM audit_events WHERE action = 'credential.lent' AND account_id = $1`,
      [accountId],
    );
    const row = { actor_kind: 'worker', actor_id: key.id, on_behalf_of: `twitch:${bot.person.login}` };
    expect(rows).toEqual([row, row]);
  });
});
