import { eventually } from '../support/eventually.js';
import type { Client } from '../support/client.js';
import { givenStreamer, givenStreamerWithBot, givenSystemKey, Hand, type SystemKey } from '../support/given-workers.js';
import { givenGlobalBot } from '../support/given-actors.js';
import { givenHuman } from '../support/given.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let twitch: Platform;
let key: SystemKey;
beforeAll(async () => {
  twitch = await startPlatform('twitch');
  world = await startWorld(twitch.environment());
  key = await givenSystemKey(world);
});
afterAll(async () => {
  await world.close();
  await twitch.close();
});

type Status = Readonly<Record<string, unknown>>;

async function statusOf(client: Client): Promise<Status> {
  const { body } = await client.get<Status[]>('/v1/bot-status');
  expect(body.map(({ platform }) => platform)).toEqual(['twitch', 'youtube', 'kick', 'trovo', 'discord']);
  return body[0] ?? {};
}

describe('the status of a bot', () => {
  it('is what its worker says, for as long as it said so', async () => {
    const { human, accountId, bot } = await givenStreamerWithBot(world, twitch);
    expect(await statusOf(human.client)).toMatchObject({ state: 'unreachable', state_code: 'no_report', worker: null });
    const hand = new Hand(key.client);
    const fence = (await hand.fenceOf(accountId)) ?? 0;
    await hand.report(accountId, fence, 'connected', { ttl: 1 });
    expect(await statusOf(human.client)).toMatchObject({
      enabled: true,
      bot_type: 'custom',
      bot_username: bot.person.login,
      desired: 'present',
      state: 'connected',
      state_code: null,
      user_action: null,
      since: expect.any(String) as string,
      last_seen_at: expect.any(String) as string,
      worker: hand.worker,
    });
    await eventually(async () => (await statusOf(human.client)).state === 'unreachable');
    expect(await statusOf(human.client)).toMatchObject({ state_code: 'report_expired', worker: hand.worker });
  });

  it('advises to connect only what can be connected, and leaves the global bot to an admin', async () => {
    const { human, accountId } = await givenStreamer(world, twitch);
    const actions = async (): Promise<Record<string, unknown>> => {
      const { body } = await human.client.get<Status[]>('/v1/bot-status');
      return Object.fromEntries(body.map((one): [string, unknown] => [String(one.platform), one.user_action]));
    };
    // Only Twitch has an application here, and nobody has a channel on Discord, where a bot is connected by its token.
    expect(await actions()).toEqual({ twitch: 'connect_bot', youtube: null, kick: null, trovo: null, discord: null });
    const nobody = await givenHuman(world);
    const { body } = await nobody.client.get<Status[]>('/v1/bot-status');
    expect(body[0]).toMatchObject({ state_code: 'no_channel', user_action: 'connect_channel' });
    await givenGlobalBot(world, twitch);
    const hand = new Hand(key.client);
    await hand.report(accountId, (await hand.fenceOf(accountId)) ?? 0, 'bad_credentials');
    expect(await statusOf(human.client)).toMatchObject({ state: 'bad_credentials', user_action: 'ask_admin' });
  });

  it('has a timeline of what changed, newest first', async () => {
    const { human, accountId } = await givenStreamerWithBot(world, twitch);
    const hand = new Hand(key.client);
    const fence = (await hand.fenceOf(accountId)) ?? 0;
    for (const state of ['connecting', 'connected', 'connected', 'transient_disconnect', 'connected'])
      await hand.report(accountId, fence, state);
    const first = await human.client.get<{ items: Status[]; next_cursor: string }>(
      '/v1/bot-status/twitch/timeline?limit=3',
    );
    const second = await human.client.get<{ items: Status[]; next_cursor: null }>(
      `/v1/bot-status/twitch/timeline?limit=3&cursor=${first.body.next_cursor}`,
    );
    expect([...first.body.items, ...second.body.items].map(({ state }) => state)).toEqual([
      'connected',
      'transient_disconnect',
      'connected',
      'connecting',
    ]);
  });

  it('keeps a silence in the timeline, though the worker says the same afterwards; what was paused was not silent', async () => {
    const { human, accountId } = await givenStreamerWithBot(world, twitch);
    const hand = new Hand(key.client);
    const fence = (await hand.fenceOf(accountId)) ?? 0;
    const lapse = (): Promise<unknown> =>
      world.db.query(`UPDATE channel_reports SET expires_at = now() WHERE account_id = $1`, [accountId]);
    await hand.report(accountId, fence, 'connected');
    await lapse();
    await hand.report(accountId, fence, 'connected');
    await hand.report(accountId, fence, 'paused');
    await lapse();
    await hand.report(accountId, fence, 'connected');
    const { items } = (await human.client.get<{ items: Status[] }>('/v1/bot-status/twitch/timeline')).body;
    expect(items.map(({ state }) => state)).toEqual(['connected', 'paused', 'connected', 'unreachable', 'connected']);
    expect(items[3]).toMatchObject({ state_code: 'report_expired', worker: hand.worker });
    const times = items.map(({ at }) => Date.parse(String(at)));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((await statusOf(human.client)).since).toBe(items[0]?.at);
  });

  it('takes the reports of held channels and names the others', async () => {
    const [mine, theirs] = [await givenStreamer(world, twitch), await givenStreamer(world, twitch)];
    const hand = new Hand(key.client);
    const fence = (await hand.fenceOf(mine.accountId)) ?? 0;
    const report = (accountId: string): object => ({
      platform: 'twitch',
      account_id: accountId,
      fence,
      state: 'banned',
      ttl: 9,
    });
    const answer = await key.client.put('/v1/worker/status', [report(mine.accountId), report(theirs.accountId)]);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'lease_lost', refused: [{ platform: 'twitch', account_id: theirs.accountId }] },
    });
    const { rows } = await world.db.query(`SELECT state FROM channel_reports WHERE account_id = ANY ($1)`, [
      [mine.accountId, theirs.accountId],
    ]);
    expect(rows).toEqual([{ state: 'banned' }]);
  });

  it.each([
    ['an object', {}],
    ['a word', [1]],
    [
      'an unknown state',
      [{ platform: 'twitch', account_id: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e81', fence: 1, state: 'fine', ttl: 9 }],
    ],
    ['an unknown field', [{ more: 1 }]],
  ])('takes no %s for reports', async (_, body) => {
    expect((await key.client.put('/v1/worker/status', body)).status).toBe(422);
  });

  it('is the same over GraphQL, where workers find their channels too', async () => {
    const { human, accountId } = await givenStreamerWithBot(world, twitch);
    const ask = async (client: Client, query: string): Promise<Status> =>
      (await client.post<Status>('/graphql', { query })).body;
    const rest = await statusOf(human.client);
    const query =
      '{ botStatus { platform enabled botType botUsername desired state stateCode userAction since lastSeenAt worker } }';
    const told = (await ask(human.client, query)) as { data: { botStatus: Record<string, unknown>[] } };
    const [status = {}] = told.data.botStatus;
    const snake = Object.entries(status).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]);
    expect(Object.fromEntries(snake)).toEqual(rest);
    const rejoined = await ask(human.client, 'mutation { rejoinBot(platform: twitch) { id status kind } }');
    expect(rejoined).toMatchObject({ data: { rejoinBot: { kind: 'rejoin', status: 'queued' } } });
    const channels =
      '{ botChannels(platform: twitch, limit: 100) { items { accountId reason connection { login } } } }';
    expect(await ask(key.client, channels)).toMatchObject({
      data: {
        botChannels: {
          items: expect.arrayContaining([expect.objectContaining({ accountId, reason: 'custom' })]) as unknown,
        },
      },
    });
    expect(await ask(human.client, channels)).toMatchObject({ errors: [{ extensions: { status: 401 } }] });
  });
});
