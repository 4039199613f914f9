import { PlatformFlags, type ConnectionKind } from '../../src/modules/providers/index.js';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const TWITCH = '/v1/admin/providers/twitch';

let world: World;
let other: World;
let admin: Client;
let ada: Human;
let bob: Human;

beforeAll(async () => {
  const pair = (name: string) => ({
    [`PROVIDER_${name}_CLIENT_ID`]: 'id',
    [`PROVIDER_${name}_CLIENT_SECRET`]: 'secret',
  });
  world = await startWorld({ ...pair('TWITCH'), ...pair('YOUTUBE'), ...pair('TROVO') });
  other = await world.replica();
  admin = await givenAdmin(world);
  [ada, bob] = await Promise.all([givenHuman(world), givenHuman(world)]);
});
beforeEach(async () => {
  await admin.put(TWITCH, { use: 'allowed', bot_enabled: true, channel_enabled: true, login_enabled: true });
});
afterAll(() => world.close());

const offered = async (type: string): Promise<string[]> => {
  const { body } = await new Client(world.url).get<{ platform: string }[]>(`/v1/providers/enabled?type=${type}`);
  return body.map(({ platform }) => platform);
};

/** As the other replica sees it. */
const judge = (kind: ConnectionKind, who: Human | null): Promise<string> =>
  other.app.get(PlatformFlags).judge('twitch', kind, who?.accountId ?? null);

const own = (who: Human): string => `${TWITCH}/overrides/${who.accountId}`;

describe('what anybody may connect', () => {
  it('is what is set up and not switched off', async () => {
    expect(await offered('bot')).toEqual(['twitch', 'youtube', 'discord']);
    expect(await offered('channel')).toEqual(['twitch', 'youtube']);
    expect(await offered('login')).toEqual(['twitch', 'youtube']);
    await admin.put(TWITCH, { bot_enabled: false });
    expect([await offered('bot'), await offered('channel')]).toEqual([
      ['youtube', 'discord'],
      ['twitch', 'youtube'],
    ]);
    await admin.put('/v1/admin/providers/trovo', { use: 'allowed' });
    expect(await offered('channel')).toEqual(['twitch', 'youtube', 'trovo']);
  });

  it('is asked of one kind', async () => {
    const client = new Client(world.url);
    expect((await client.get('/v1/providers/enabled')).status).toBe(422);
    expect((await client.get('/v1/providers/enabled?type=all')).status).toBe(422);
  });
});

describe('flags', () => {
  it('count at once on every replica', async () => {
    for (let round = 0; round < 10; round++) {
      await admin.put(TWITCH, { use: 'stop_all' });
      expect(await judge('bot', null)).toBe('stopped');
      await admin.put(TWITCH, { use: 'block_new' });
      expect(await judge('bot', ada)).toBe('new_blocked');
      await admin.put(TWITCH, { use: 'allowed', channel_enabled: false });
      expect([await judge('bot', ada), await judge('channel', ada)]).toEqual(['allowed', 'new_blocked']);
      await admin.put(TWITCH, { channel_enabled: true });
    }
  });

  it('are judged for many at once, each by its own', async () => {
    await admin.put(own(ada), { bot_enabled: false });
    const verdicts = await Promise.all([
      judge('bot', ada),
      judge('bot', bob),
      judge('bot', null),
      judge('channel', ada),
    ]);
    expect(verdicts).toEqual(['new_blocked', 'allowed', 'allowed', 'allowed']);
    await admin.delete(own(ada));
  });
});

describe('flags of one account', () => {
  it('win over those of everybody, but not over a stop for everybody', async () => {
    await admin.put(TWITCH, { use: 'block_new', bot_enabled: false });
    const put = await admin.put(own(ada), { use: 'allowed', bot_enabled: true });
    expect(put).toMatchObject({
      status: 200,
      body: { account_id: ada.accountId, platform: 'twitch', use: 'allowed', channel_enabled: null },
    });
    expect([await judge('bot', ada), await judge('bot', bob)]).toEqual(['allowed', 'new_blocked']);
    await admin.put(TWITCH, { use: 'stop_all' });
    expect(await judge('bot', ada)).toBe('stopped');
    await admin.delete(own(ada));
  });

  it('are listed, replaced as a whole, removed once, and told in the record of the account', async () => {
    await admin.put(own(ada), { use: 'stop_all' });
    await admin.put(own(ada), { channel_enabled: false });
    await admin.put(own(bob), { bot_enabled: false });
    expect([await judge('bot', ada), await judge('channel', ada)]).toEqual(['allowed', 'new_blocked']);
    const path = `${TWITCH}/overrides?limit=1`;
    const first = await admin.get<{ items: { account_id: string }[]; next_cursor: string }>(path);
    const second = await admin.get<{ items: { account_id: string }[] }>(`${path}&cursor=${first.body.next_cursor}`);
    const listed = [...first.body.items, ...second.body.items].map(({ account_id }) => account_id);
    expect(listed).toEqual([ada.accountId, bob.accountId].sort());
    const removed = [await admin.delete(own(ada)), await admin.delete(own(ada)), await admin.delete(own(bob))];
    expect(removed.map(({ status }) => status)).toEqual([204, 404, 204]);
    expect(await judge('channel', ada)).toBe('allowed');
    const { body } = await ada.client.get<{ items: { action: string }[] }>('/v1/audit?limit=2');
    expect(body.items.map(({ action }) => action)).toEqual(['provider_override.removed', 'provider_override.changed']);
  });

  it('need an account, and something to say', async () => {
    const nobody = `${TWITCH}/overrides/00000000-0000-0000-0000-000000000000`;
    expect((await admin.put(nobody, { use: 'allowed' })).body).toMatchObject({ code: 'account_not_found' });
    expect((await admin.put(own(ada), {})).status).toBe(422);
    expect((await admin.put(own(ada), { login_enabled: false })).status).toBe(422);
    expect((await ada.client.put(own(ada), { use: 'allowed' })).status).toBe(403);
  });

  it('go with their account', async () => {
    const made = await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Short lived' });
    await admin.put(`${TWITCH}/overrides/${made.body.id}`, { use: 'block_new' });
    expect((await ada.client.delete(`/v1/accounts/${made.body.id}`)).status).toBe(204);
    expect((await admin.get(`${TWITCH}/overrides`)).body).toEqual({ items: [], next_cursor: null });
  });
});
