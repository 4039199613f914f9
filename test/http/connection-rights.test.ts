import { Client } from '../support/client.js';
import {
  BOTS_AT,
  CHANNELS_AT,
  connect,
  somebody,
  startConnectedWorld,
  type ConnectedWorld,
  type Connection,
} from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { BOTS, givenBot, givenBotToken, givenMember } from '../support/given-bots.js';
import { givenHuman, type Human } from '../support/given.js';

type Role = 'owner' | 'admin' | 'moderator' | 'viewer';

let place: ConnectedWorld;
let ada: Human;
let people: Record<Role, Client>;
let account: string;

beforeAll(async () => {
  place = await startConnectedWorld();
  ada = await givenHuman(place.world);
  account = (await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Shared' })).body.id;
  const within = { 'x-account-id': account };
  const members = await Promise.all(
    (['admin', 'moderator', 'viewer'] as const).map(async (role) => {
      const member = await givenHuman(place.world);
      await givenMember(ada, account, member.id, role);
      return [role, member.client.with(within)] as const;
    }),
  );
  people = { ...(Object.fromEntries(members) as Record<Role, Client>), owner: ada.client.with(within) };
});
afterAll(() => place.close());

const READERS: readonly Role[] = ['owner', 'admin', 'moderator'];
const MAKERS: readonly Role[] = ['owner', 'admin'];
const EVERYBODY: readonly Role[] = ['owner', 'admin', 'moderator', 'viewer'];

/** Route, body, and who may, as the contract's table of roles has it. */
const ROUTES: readonly [string, string, unknown, readonly Role[]][] = [
  ['get', BOTS_AT, undefined, READERS],
  ['get', `${BOTS_AT}/twitch/authorize`, undefined, MAKERS],
  ['post', `${BOTS_AT}/twitch/exchange`, { code: 'x', state: 'x' }, MAKERS],
  ['put', `${BOTS_AT}/discord`, { token: 'x' }, MAKERS],
  ['delete', `${BOTS_AT}/twitch`, undefined, MAKERS],
  ['put', `${BOTS_AT}/twitch/bot-user`, { bot: 'bot-x' }, MAKERS],
  ['delete', `${BOTS_AT}/twitch/bot-user`, undefined, MAKERS],
  ['post', '/v1/bot-toggle', { platform: 'twitch', enabled: true }, MAKERS],
  ['get', CHANNELS_AT, undefined, EVERYBODY],
  ['get', `${CHANNELS_AT}/twitch/authorize`, undefined, MAKERS],
  ['post', `${CHANNELS_AT}/twitch/exchange`, { code: 'x', state: 'x' }, MAKERS],
  ['delete', `${CHANNELS_AT}/twitch`, undefined, MAKERS],
];

describe.each(ROUTES)('%s %s', (verb, path, body, allowed) => {
  it.each(EVERYBODY)('as %s', async (role) => {
    const answer = await people[role][verb as 'get'](path, body as never);
    expect({ [role]: answer.body.code === 'permission_missing' }).toEqual({ [role]: !allowed.includes(role) });
  });

  it('as a stranger is no account, and as nobody 401', async () => {
    const stranger = (await givenHuman(place.world)).client.with({ 'x-account-id': account });
    expect(await stranger[verb as 'get'](path, body as never)).toMatchObject({ body: { code: 'account_not_found' } });
    expect((await new Client(place.world.url)[verb as 'get'](path, body as never)).status).toBe(401);
  });
});

describe('a bot user', () => {
  it('is attached to a connection by its owner, acts through one per platform, and is let go', async () => {
    const { twitch, kick } = place.platforms;
    const [grace, bot] = [await givenHuman(place.world), await givenBot(ada)];
    const path = `${BOTS_AT}/twitch/bot-user`;
    const owner = people.owner;
    expect(await owner.put(path, { bot: bot.username })).toMatchObject({ body: { code: 'connection_not_found' } });
    const { id } = (await connect(owner, BOTS_AT, twitch, somebody(twitch))).body;
    const attached = await owner.put<Connection>(path, { bot: bot.username.toUpperCase() });
    expect(attached).toMatchObject({ status: 200, body: { id, attached_to: { id: bot.id, username: bot.username } } });
    expect((await owner.get<Connection[]>(BOTS_AT)).body).toContainEqual(attached.body);
    expect((await owner.put(path, { bot: bot.id })).status).toBe(200);
    // In another account of the same person, on the same platform and on another one.
    await connect(ada.client, BOTS_AT, twitch, somebody(twitch));
    await connect(ada.client, BOTS_AT, kick, somebody(kick));
    expect(await ada.client.put(path, { bot: bot.id })).toMatchObject({
      status: 409,
      body: { code: 'bot_user_attached' },
    });
    expect((await ada.client.put(`${BOTS_AT}/kick/bot-user`, { bot: bot.id })).status).toBe(200);
    const foreign = await givenBot(grace);
    expect(await owner.put(path, { bot: foreign.id })).toMatchObject({ status: 403, body: { code: 'bot_not_owned' } });
    expect(await owner.put(path, { bot: 'bot-nobody' })).toMatchObject({
      status: 404,
      body: { code: 'bot_not_found' },
    });
    expect((await owner.delete(path)).status).toBe(204);
    expect((await owner.delete(path)).status).toBe(204);
    expect((await owner.get<Connection[]>(BOTS_AT)).body).toMatchObject([{ id, attached_to: null }]);
    const sql = `SELECT action, details->>'bot' AS bot FROM audit_events WHERE target_id = $1::text ORDER BY id OFFSET 1`;
    expect((await place.world.db.query(sql, [id])).rows).toEqual([
      { action: 'bot_connection.attached', bot: bot.username },
      { action: 'bot_connection.detached', bot: bot.username },
    ]);
  });

  it('attaches nothing itself, whatever its token may do', async () => {
    const bot = await givenBot(ada);
    await givenMember(ada, account, bot.id, 'admin');
    const permissions = { 'bot-connections': ['read', 'create', 'delete'] };
    const { client } = await givenBotToken(place.world, ada, bot, { permissions, account_id: account });
    expect((await client.get(BOTS_AT)).status).toBe(200);
    expect(await client.put(`${BOTS_AT}/twitch/bot-user`, { bot: bot.username })).toMatchObject({
      status: 403,
      body: { code: 'human_required' },
    });
  });
});

describe('deletion', () => {
  const queued = async (subjects: readonly string[]): Promise<number> => {
    const sql = 'SELECT count(*)::int AS n FROM platform_revocations WHERE subject_id = ANY($1)';
    return (await place.world.db.query<{ n: number }>(sql, [subjects])).rows[0]?.n ?? -1;
  };

  it('of a person takes their connections along, and the platforms are told', async () => {
    const { twitch, kick } = place.platforms;
    const grace = await givenHuman(place.world);
    const [bot, channel] = [somebody(twitch), somebody(kick)];
    await connect(grace.client, BOTS_AT, twitch, bot);
    await connect(grace.client, CHANNELS_AT, kick, channel);
    await grace.client.get(`${BOTS_AT}/youtube/authorize`);
    expect((await grace.client.delete('/v1/me')).status).toBe(204);
    for (const table of ['bot_connections', 'channel_connections', 'connect_states']) {
      const { rows } = await place.world.db.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [grace.accountId]);
      expect(rows).toEqual([]);
    }
    await eventually(async () => (await queued([bot.id, channel.id])) === 0, { timeoutMs: 8_000 });
    expect([...twitch.tokens.liveAccess(bot), ...kick.tokens.liveAccess(channel)]).toEqual([]);
  });

  it('of a bot user leaves the connection, that of who connected it too', async () => {
    const { youtube } = place.platforms;
    const [bot, grace] = [await givenBot(ada), await givenHuman(place.world)];
    await givenMember(ada, account, grace.id, 'admin');
    await connect(grace.client.with({ 'x-account-id': account }), BOTS_AT, youtube, somebody(youtube));
    await people.owner.put(`${BOTS_AT}/youtube/bot-user`, { bot: bot.id });
    expect((await ada.client.delete(`${BOTS}/${bot.id}`)).status).toBe(204);
    expect((await grace.client.delete('/v1/me')).status).toBe(204);
    const left = (await people.owner.get<Connection[]>(BOTS_AT)).body.find(({ platform }) => platform === 'youtube');
    expect(left).toMatchObject({ attached_to: null, connected_by: null, status: 'active' });
  });
});
