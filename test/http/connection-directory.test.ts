import {
  BotResolution,
  BotTokens,
  ConnectionDirectory,
  GLOBAL_ACCOUNT,
} from '../../src/modules/bot-connections/index.js';
import {
  BOTS_AT,
  CHANNELS_AT,
  connect,
  GLOBAL_AT,
  somebody,
  startConnectedWorld,
  type ConnectedWorld,
} from '../support/connecting.js';
import { givenBot } from '../support/given-bots.js';
import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import type { Client } from '../support/client.js';
import type { Person } from '../support/platforms/words.js';

/** What other parts ask of this one: they have no route for it, so it is asked at its door. */
let place: ConnectedWorld;
let ada: Human;
let admin: Client;
let global: Person;
let own: Person;

beforeAll(async () => {
  place = await startConnectedWorld();
  [ada, admin] = [await givenHuman(place.world), await givenAdmin(place.world)];
  const { twitch } = place.platforms;
  [global, own] = [somebody(twitch), somebody(twitch)];
  await connect(admin, GLOBAL_AT, twitch, global);
});
afterAll(() => place.close());

const resolve = async (accountId = ada.accountId): Promise<[string, string | null]> => {
  const { reason, connection } = await place.world.app.get(BotResolution).resolve(accountId, 'twitch');
  return [reason, connection?.subjectId ?? null];
};

const setStatus = (status: string, accountId = ada.accountId) =>
  place.world.db.query('UPDATE bot_connections SET status = $1 WHERE account_id = $2', [status, accountId]);

describe('resolution', () => {
  it('goes from the own bot to the global one as the account wants it, and sees each change at once', async () => {
    expect(await resolve()).toEqual(['global', global.id]);
    await connect(ada.client, BOTS_AT, place.platforms.twitch, own);
    expect(await resolve()).toEqual(['custom', own.id]);
    await setStatus('needs_reauth');
    expect(await resolve()).toEqual(['custom_needs_reauth', null]);
    await ada.client.patch(`/v1/accounts/${ada.accountId}`, { bot_fallback: 'global' });
    expect(await resolve()).toEqual(['global', global.id]);
    await setStatus('disabled');
    await setStatus('needs_reauth', GLOBAL_ACCOUNT);
    expect(await resolve()).toEqual(['custom_disabled', null]);
    await setStatus('active', GLOBAL_ACCOUNT);
    await setStatus('active');
    await admin.put('/v1/admin/providers/twitch', { use: 'stop_all' });
    expect(await resolve()).toEqual(['platform_off', null]);
    await admin.put('/v1/admin/providers/twitch', { use: 'allowed', bot_enabled: false });
    expect(await resolve()).toEqual(['custom', own.id]);
    await admin.put('/v1/admin/providers/twitch', { bot_enabled: true });
    expect(await resolve(GLOBAL_ACCOUNT)).toEqual(['global', global.id]);
  });

  it('answers many accounts together, each its own', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => givenHuman(place.world)));
    const bots = people.map(() => somebody(place.platforms.twitch));
    for (const [i, { client }] of people.slice(0, 3).entries())
      await connect(client, BOTS_AT, place.platforms.twitch, bots[i] ?? own);
    const found = await Promise.all(people.map(({ accountId }) => resolve(accountId)));
    expect(found).toEqual(people.map((_, i) => (i < 3 ? ['custom', bots[i]?.id] : ['global', global.id])));
  });

  it('leads to a token that the platform takes, or to the reason why there is none', async () => {
    const tokens = place.world.app.get(BotTokens);
    const { accessToken, subjectId, login } = await tokens.getFreshBotToken(ada.accountId, 'twitch');
    expect([subjectId, login]).toEqual([own.id, own.login]);
    expect(place.platforms.twitch.tokens.liveAccess(own)).toContain(accessToken);
    await expect(tokens.getFreshBotToken(ada.accountId, 'kick')).rejects.toMatchObject({ code: 'bot_not_connected' });
    await ada.client.patch(`/v1/accounts/${ada.accountId}`, { bot_fallback: 'none' });
    await setStatus('needs_reauth');
    await expect(tokens.getFreshBotToken(ada.accountId, 'twitch')).rejects.toMatchObject({ code: 'bot_needs_reauth' });
    await setStatus('active');
  });
});

describe('the directory', () => {
  const found = async (nameOrId: string, accountId = ada.accountId): Promise<string | null> =>
    (await place.world.app.get(ConnectionDirectory).findUsable({ accountId, platform: 'twitch', name: nameOrId }, null))
      ?.state.subjectId ?? null;

  it('finds the own bot and the global one by id, login and bot user, in either case, and no other', async () => {
    const bot = await givenBot(ada);
    await ada.client.put(`${BOTS_AT}/twitch/bot-user`, { bot: bot.id });
    const [{ id } = { id: '' }] = (await ada.client.get<{ id: string }[]>(BOTS_AT)).body;
    for (const name of [id, id.toUpperCase(), own.login, own.login.toUpperCase(), bot.username]) {
      expect([name, await found(name)]).toEqual([name, own.id]);
    }
    expect(await found(global.login)).toBe(global.id);
    const mallory = await givenHuman(place.world);
    for (const name of [id, own.login, bot.username]) expect(await found(name, mallory.accountId)).toBeNull();
    expect(await found(global.login, mallory.accountId)).toBe(global.id);
    for (const name of ['', '%', own.login.slice(1), `${own.login} `]) expect(await found(name)).toBeNull();
    const directory = place.world.app.get(ConnectionDirectory);
    expect(await directory.ofBotUser({ id: bot.id, platform: 'twitch' }, null)).toMatchObject({
      id,
      subjectId: own.id,
    });
    expect(await directory.ofBotUser({ id: bot.id, platform: 'kick' }, null)).toBeNull();
  });

  it('prefers the own bot when both are called so', async () => {
    const grace = await givenHuman(place.world);
    await connect(grace.client, BOTS_AT, place.platforms.twitch, global);
    const connection = await place.world.app
      .get(ConnectionDirectory)
      .findUsable({ accountId: grace.accountId, platform: 'twitch', name: global.login }, null);
    expect(connection).toMatchObject({ state: { accountId: grace.accountId }, botUser: null });
  });

  it("finds the account's channel", async () => {
    const person = somebody(place.platforms.twitch);
    await connect(ada.client, CHANNELS_AT, place.platforms.twitch, person);
    const directory = place.world.app.get(ConnectionDirectory);
    const channel = await directory.channelOf({ id: ada.accountId, platform: 'twitch' }, null);
    expect(channel).toMatchObject({ subjectId: person.id, login: person.login });
    const [token] = place.platforms.twitch.tokens.liveAccess(person);
    expect(JSON.stringify(channel)).not.toContain(token);
    expect(await directory.channelOf({ id: ada.accountId, platform: 'kick' }, null)).toBeNull();
  });
});
