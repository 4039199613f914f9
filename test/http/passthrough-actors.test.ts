import type { Client } from '../support/client.js';
import { givenBotToken, givenMember } from '../support/given-bots.js';
import { ACT, acted, as, callAs, givenCast, PATH, refused, type Cast, type Outcome } from '../support/given-cast.js';

let cast: Cast;

beforeAll(async () => {
  cast = await givenCast();
});
afterAll(() => Promise.all([cast.world.close(), cast.twitch.close()]));
afterEach(async () => {
  await cast.world.db.query(`UPDATE bot_connections SET status = 'active' WHERE id = $1`, [cast.own.ref.id]);
});

const call = (client: Client, headers?: Record<string, string>, path?: string): Promise<Outcome> =>
  callAs(cast, client, headers, path);

describe('a call without the header', () => {
  it('acts as the own channel of the account, for a login and for a token of a person', async () => {
    expect(await call(cast.ada.client)).toEqual(acted(cast.channel));
    expect(await call(cast.person.client)).toEqual(acted(cast.channel));
  });

  it('acts as the connection that the bot is attached to, for the token of a bot', async () => {
    expect(await call(cast.bot.client)).toEqual(acted(cast.own));
  });

  it('is refused when there is no such connection, and nobody else acts', async () => {
    expect(await call(cast.bob.client)).toEqual(refused(409, 'actor_not_connected'));
    expect(await call(cast.looseBot.client)).toEqual(refused(409, 'actor_not_connected'));
  });

  it('is refused for a bot in an account that its connection is not in', async () => {
    await givenMember(cast.bob, cast.bob.accountId, cast.ada.username, 'moderator');
    await givenMember(cast.bob, cast.bob.accountId, cast.attached.username, 'moderator');
    const { client } = await givenBotToken(cast.world, cast.ada, cast.attached, {
      ...ACT,
      account_id: cast.bob.accountId,
    });
    expect(await call(client)).toEqual(refused(409, 'actor_not_connected'));
    expect(await call(client, as(cast.own.person.login))).toEqual(refused(404, 'bot_not_found'));
    expect(await call(client, as(cast.foreign.person.login))).toEqual(acted(cast.foreign));
  });
});

describe('a call that names a bot', () => {
  it('acts as it by id, login in any case, and username of the bot user', async () => {
    for (const name of [
      cast.own.ref.id,
      cast.own.ref.id.toUpperCase(),
      cast.own.person.login,
      cast.own.person.login.toUpperCase(),
      cast.attached.username,
    ]) {
      expect(await call(cast.ada.client, as(name))).toEqual(acted(cast.own));
      expect(await call(cast.bot.client, as(name))).toEqual(acted(cast.own));
      expect(await call(cast.person.client, { 'x-tau-on-behalf-of': name })).toEqual(acted(cast.own));
      expect(await call(cast.looseBot.client, as(name))).toEqual(acted(cast.own));
    }
  });

  it('acts as the global cast.bot, which belongs to everybody', async () => {
    expect(await call(cast.bob.client, as(cast.global.person.login))).toEqual(acted(cast.global));
    expect(await call(cast.ada.client, as(cast.global.ref.id))).toEqual(acted(cast.global));
  });

  it('is the same 404 for a bot of another account and for none at all', async () => {
    const nobody = await cast.ada.client.get(PATH, as('nobody-at-all'));
    for (const name of [
      cast.foreign.ref.id,
      cast.foreign.person.login,
      cast.loose.username,
      cast.channel.id,
      cast.channel.person.login,
      cast.bob.username,
    ]) {
      expect(await call(cast.ada.client, as(name))).toEqual(refused(404, 'bot_not_found'));
      const { body } = await cast.ada.client.get(PATH, as(name));
      expect({ ...body, instance: '' }).toEqual({ ...nobody.body, instance: '' });
    }
  });

  it('stops at once when the bot user is disabled, or its owner, or all of them; the connection has a name of its own', async () => {
    const bot = `/v1/user/bots/${cast.attached.username}`;
    const byName = as(cast.attached.username);
    await cast.ada.client.post(`${bot}/disable`);
    expect(await call(cast.ada.client, byName)).toEqual(refused(409, 'bot_disabled'));
    expect(await call(cast.looseBot.client, byName)).toEqual(refused(409, 'bot_disabled'));
    const { body } = await cast.ada.client.get('/v1/actor?platform=twitch', byName);
    expect(body).toMatchObject({ can_act: false, because: 'bot_disabled' });
    expect(await call(cast.ada.client, as(cast.own.person.login))).toEqual(acted(cast.own));
    await cast.ada.client.post(`${bot}/enable`);
    expect(await call(cast.ada.client, byName)).toEqual(acted(cast.own));
    const inside = { 'x-account-id': cast.ada.accountId };
    const setOwner = (status: string): Promise<unknown> =>
      cast.world.db.query('UPDATE users SET status = $2 WHERE id = $1', [cast.ada.id, status]);
    await setOwner('disabled');
    expect(await call(cast.moderator.client, { ...byName, ...inside })).toEqual(refused(409, 'bot_disabled'));
    await setOwner('active');
    const without = cast.moderator.client.at((await cast.world.replica({ BOT_USERS_ENABLED: 'false' })).url);
    expect(await call(without, { ...byName, ...inside })).toEqual(refused(403, 'bot_users_disabled'));
    expect(await call(without, { ...as(cast.own.ref.id), ...inside })).toEqual(acted(cast.own));
  });

  it('never acts through another one when it cannot act', async () => {
    for (const [status, code] of [
      ['needs_reauth', 'bot_needs_reauth'],
      ['disabled', 'bot_disabled'],
    ] as const) {
      await cast.world.db.query('UPDATE bot_connections SET status = $2 WHERE id = $1', [cast.own.ref.id, status]);
      expect(await call(cast.ada.client, as(cast.own.person.login))).toEqual(refused(409, code));
      expect(await call(cast.bot.client)).toEqual(refused(409, code));
      expect(await call(cast.ada.client)).toEqual(acted(cast.channel));
    }
  });

  it.each([
    ['a list', { 'x-on-behalf-of': 'a, b' }],
    ['two spellings that differ', { 'x-on-behalf-of': 'a', 'x-tau-on-behalf-of': 'b' }],
    ['nothing', { 'x-on-behalf-of': '' }],
  ])('is refused when it names %s', async (_, headers) => {
    expect(await call(cast.ada.client, headers)).toEqual(refused(400, 'on_behalf_of_invalid'));
  });
});
