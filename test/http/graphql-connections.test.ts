import { ask, codesOf } from '../support/asking.js';
import { Client } from '../support/client.js';
import {
  BOTS_AT,
  CHANNELS_AT,
  comeBack,
  connect,
  cookieOf,
  somebody,
  startConnectedWorld,
  type ConnectedWorld,
  type Connection,
} from '../support/connecting.js';
import { givenMember, givenToken } from '../support/given-bots.js';
import { givenHuman, type Human } from '../support/given.js';

const BOT_FIELDS = `id accountId platform botType botUsername botUserId attachedTo { id username } scopes missingScopes
  expiresAt status statusReason nextTryAt connectedBy createdAt updatedAt lastRefreshedAt`;

let place: ConnectedWorld;
let ada: Human;

beforeAll(async () => {
  place = await startConnectedWorld();
  ada = await givenHuman(place.world);
});
afterAll(() => place.close());

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A REST answer under the names that GraphQL has for it. */
const inCamelCase = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, one]) => [camel(name), one]));

describe('GraphQL and REST', () => {
  it('answer the same of the same connections', async () => {
    const { twitch, kick } = place.platforms;
    await connect(ada.client, BOTS_AT, twitch, somebody(twitch));
    await connect(ada.client, BOTS_AT, kick, somebody(kick));
    const rest = (await ada.client.get<Connection[]>(BOTS_AT)).body;
    const { data } = await ask(ada.client, `{ botConnections { ${BOT_FIELDS} } }`);
    expect(rest).toHaveLength(2);
    expect(data).toEqual({ botConnections: rest.map(inCamelCase) });
  });

  it('tell of every platform who acts there, and whether a bot is wanted', async () => {
    const { twitch } = place.platforms;
    const grace = await givenHuman(place.world);
    const bot = somebody(twitch);
    await connect(grace.client, BOTS_AT, twitch, bot);
    await connect(grace.client, CHANNELS_AT, twitch, somebody(twitch));
    const query = '{ botConnectionStatuses { platform enabled reason botUsername connection { botUsername } } }';
    const { data } = await ask<{ botConnectionStatuses: object[] }>(grace.client, query);
    expect(data?.botConnectionStatuses).toEqual([
      {
        platform: 'twitch',
        enabled: true,
        reason: 'custom',
        botUsername: bot.login,
        connection: { botUsername: bot.login },
      },
      ...['youtube', 'kick', 'trovo', 'discord'].map((platform) => ({
        platform,
        enabled: false,
        reason: 'none',
        botUsername: null,
        connection: null,
      })),
    ]);
  });

  it('connect, switch and remove in the same way', async () => {
    const { twitch } = place.platforms;
    const grace = await givenHuman(place.world);
    const begun = await grace.client.post<{ data: { authorizeBot: { redirectUrl: string } } }>('/graphql', {
      query: 'mutation Begin($on: BotPlatform!) { authorizeBot(platform: $on) { redirectUrl state expiresAt } }',
      variables: { on: 'twitch' },
    });
    const returned = await twitch.approve(begun.body.data.authorizeBot.redirectUrl, somebody(twitch));
    expect((await comeBack(place.world, returned, cookieOf(begun))).searchParams.get('result')).toBe('connected');
    await connect(grace.client, CHANNELS_AT, twitch, somebody(twitch));
    const toggle = 'mutation { toggleBotForPlatform(platform: twitch, enabled: false) { platform enabled } }';
    expect(await ask(grace.client, toggle)).toEqual({
      data: { toggleBotForPlatform: { platform: 'twitch', enabled: false } },
    });
    expect((await grace.client.get<Connection[]>(CHANNELS_AT)).body).toMatchObject([{ bot_enabled: false }]);
    const remove = 'mutation { deleteBotConnection(platform: twitch) }';
    expect(await ask(grace.client, remove)).toEqual({ data: { deleteBotConnection: true } });
    expect(codesOf(await ask(grace.client, remove))).toEqual(['connection_not_found']);
    expect((await grace.client.get(BOTS_AT)).body).toEqual([]);
  });

  it('refuse with the same problem', async () => {
    const [grace, mallory] = [await givenHuman(place.world), await givenHuman(place.world)];
    await givenMember(ada, ada.accountId, grace.id, 'moderator');
    const there = { 'x-account-id': ada.accountId };
    const { client: reader } = await givenToken(place.world, ada, { permissions: { me: ['read'] } });
    const cases = [
      [new Client(place.world.url), 'get', BOTS_AT, '{ botConnections { id } }'],
      [new Client(place.world.url, { authorization: 'Bearer junk' }), 'get', BOTS_AT, '{ botConnections { id } }'],
      [mallory.client.with(there), 'get', BOTS_AT, '{ botConnections { id } }'],
      [reader, 'get', BOTS_AT, '{ botConnections { id } }'],
      [grace.client.with(there), 'delete', `${BOTS_AT}/twitch`, 'mutation { deleteBotConnection(platform: twitch) }'],
      [ada.client, 'get', `${BOTS_AT}/discord/authorize`, 'mutation { authorizeBot(platform: discord) { state } }'],
      [ada.client.with({ 'x-account-id': 'x' }), 'get', BOTS_AT, '{ botConnections { id } }'],
    ] as const;
    for (const [client, verb, path, query] of cases) {
      const rest = await client[verb](path);
      const [error] = (await ask(client, query)).errors ?? [];
      const problem = { ...rest.body, instance: null };
      const extensions = { ...error?.extensions, instance: null };
      expect(extensions).toEqual(problem);
    }
    expect((await ada.client.get<Connection[]>(BOTS_AT)).body).toHaveLength(2);
  });
});

describe('the fields of one query', () => {
  it('are judged each by itself: what one may, the other may not', async () => {
    const permissions = { 'bot-connections': ['read'] };
    const { client } = await givenToken(place.world, ada, { permissions });
    for (let round = 0; round < 10; round++) {
      const { data, errors } = await ask(
        client,
        '{ a: botConnections { id } b: botConnectionStatuses { platform } c: botConnections { id } }',
      );
      expect(errors).toBeUndefined();
      expect(Object.keys(data ?? {})).toEqual(['a', 'b', 'c']);
    }
    const mixed = await ask(client, 'mutation { deleteBotConnection(platform: kick) }');
    expect(codesOf(mixed)).toEqual(['scope_missing']);
    expect(mixed.errors?.[0]?.extensions).toMatchObject({ scope: 'bot-connections:delete', status: 403 });
  });
});
