import {
  approved,
  BOTS_AT,
  CHANNELS_AT,
  connect,
  GLOBAL_AT,
  somebody,
  startConnectedWorld,
  subjectOf,
  type ConnectedWorld,
  type Connection,
} from '../support/connecting.js';
import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import type { PlatformName } from '../support/platforms/words.js';

const GLOBAL = '00000000-0000-0000-0000-000000000000';
const OAUTH: readonly PlatformName[] = ['twitch', 'youtube', 'kick', 'trovo'];

let place: ConnectedWorld;
let ada: Human;

beforeAll(async () => {
  place = await startConnectedWorld();
  ada = await givenHuman(place.world);
});
afterAll(() => place.close());

const stored = async (table: string, id: unknown): Promise<Record<string, unknown>> => {
  const { rows } = await place.world.db.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = $1`, [id]);
  return rows[0] ?? {};
};

const audited = async (target: unknown): Promise<{ action: string; details: Record<string, unknown> }[]> => {
  const sql = `SELECT action, details FROM audit_events WHERE target_id = $1::text ORDER BY id`;
  return (await place.world.db.query<{ action: string; details: Record<string, unknown> }>(sql, [target])).rows;
};

describe('an account connects its bot', () => {
  it.each(OAUTH)('on %s: authorize, approve, exchange', async (name) => {
    const platform = place.platforms[name];
    const bot = somebody(platform);
    const connected = await connect(ada.client, BOTS_AT, platform, bot);
    expect(connected.status).toBe(201);
    expect(connected.body).toEqual({
      id: expect.any(String) as string,
      account_id: ada.accountId,
      platform: name,
      bot_type: 'custom',
      bot_username: expect.any(String) as string,
      bot_user_id: subjectOf(platform, bot),
      scopes: expect.any(Array) as string[],
      missing_scopes: [],
      expires_at: expect.any(String) as string,
      status: 'active',
      status_reason: null,
      next_try_at: null,
      connected_by: ada.id,
      created_at: expect.any(String) as string,
      updated_at: expect.any(String) as string,
      last_refreshed_at: null,
      attached_to: null,
    });
    const list = (await ada.client.get<Connection[]>(BOTS_AT)).body;
    expect(list.filter((one) => one.platform === name)).toEqual([connected.body]);
    const row = await stored('bot_connections', connected.body.id);
    const [access] = platform.tokens.liveAccess(bot);
    expect(JSON.stringify([row, list, place.world.logs()])).not.toContain(access);
    expect(row.generation).toBe(1);
    expect(await audited(connected.body.id)).toMatchObject([{ action: 'bot_connection.connected' }]);
  });

  it('on Discord with a token, which is checked there first', async () => {
    const { discord } = place.platforms;
    const bot = discord.users.add({ login: 'helper' });
    const token = discord.botToken(bot);
    const connected = await ada.client.put<Connection>(`${BOTS_AT}/discord`, { token: ` Bot ${token} ` });
    expect(connected).toMatchObject({ status: 201, body: { platform: 'discord', bot_user_id: bot.id, scopes: [] } });
    expect(connected.body).toMatchObject({ expires_at: null, missing_scopes: [], bot_username: 'helper' });
    const refused = await ada.client.put(`${BOTS_AT}/discord`, { token: 'MTIz.abc.def' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'static_token_refused' } });
    expect((await ada.client.get<Connection[]>(BOTS_AT)).body).toContainEqual(connected.body);
    const authorize = await ada.client.get(`${BOTS_AT}/discord/authorize`);
    expect(authorize).toMatchObject({ status: 400, body: { code: 'platform_uses_static_token' } });
    const channel = await ada.client.get(`${CHANNELS_AT}/discord/authorize`);
    expect(channel).toMatchObject({ status: 409, body: { code: 'platform_has_no_channel' } });
  });

  it('and its channel beside it', async () => {
    const { twitch } = place.platforms;
    const person = somebody(twitch);
    const connected = await connect(ada.client, CHANNELS_AT, twitch, person);
    expect(connected).toMatchObject({
      status: 201,
      body: { channel_id: person.id, channel_login: person.login, bot_enabled: true, status: 'active' },
    });
    expect((await ada.client.get<Connection[]>(CHANNELS_AT)).body).toEqual([connected.body]);
    const toggled = await ada.client.post<Connection>('/v1/bot-toggle', { platform: 'twitch', enabled: false });
    expect(toggled).toMatchObject({ status: 200, body: { id: connected.body.id, bot_enabled: false } });
    const nothing = await ada.client.post('/v1/bot-toggle', { platform: 'kick', enabled: false });
    expect(nothing).toMatchObject({ status: 404, body: { code: 'connection_not_found' } });
    const actions = (await audited(connected.body.id)).map(({ action }) => action);
    expect(actions).toEqual(['channel_connection.connected', 'channel_connection.bot_disabled']);
  });
});

describe('a connection', () => {
  it('says which scopes were unticked', async () => {
    const { twitch } = place.platforms;
    const grace = await givenHuman(place.world);
    const { code, state } = await approved(grace.client, BOTS_AT, twitch, somebody(twitch), ['user:bot']);
    const connected = await grace.client.post<Connection>(`${BOTS_AT}/twitch/exchange`, { code, state });
    expect(connected).toMatchObject({ status: 201, body: { missing_scopes: ['user:bot'] } });
    expect(connected.body.scopes).not.toContain('user:bot');
  });

  it('is the same one after a reconnect, with a new credential and without its failure', async () => {
    const { twitch } = place.platforms;
    const grace = await givenHuman(place.world);
    const bot = somebody(twitch);
    const first = (await connect(grace.client, BOTS_AT, twitch, bot)).body;
    await place.world.db.query(
      `UPDATE bot_connections SET status = 'needs_reauth', status_reason = 'refused', attempts = 3 WHERE id = $1`,
      [first.id],
    );
    twitch.users.add({ id: bot.id, login: 'renamed_bot' });
    const again = (await connect(grace.client, BOTS_AT, twitch, { ...bot, login: 'renamed_bot' })).body;
    expect(again).toMatchObject({ id: first.id, status: 'active', status_reason: null, bot_username: 'renamed_bot' });
    expect(await stored('bot_connections', first.id)).toMatchObject({ generation: 2, attempts: 0 });
    expect((await audited(first.id)).map(({ action }) => action)).toEqual([
      'bot_connection.connected',
      'bot_connection.reconnected',
    ]);
  });

  it('takes another identity, which is told with the one before, whose credential goes back', async () => {
    const { kick } = place.platforms;
    const grace = await givenHuman(place.world);
    const [old, young] = [somebody(kick), somebody(kick)];
    const first = (await connect(grace.client, BOTS_AT, kick, old)).body;
    const second = (await connect(grace.client, BOTS_AT, kick, young)).body;
    expect(second).toMatchObject({ id: first.id, bot_user_id: young.id, bot_username: young.login });
    expect(await audited(first.id)).toMatchObject([
      { details: { login: old.login } },
      { details: { login: young.login, before: { login: old.login } } },
    ]);
    const queued = await place.world.db.query('SELECT platform FROM platform_revocations WHERE subject_id = $1', [
      old.id,
    ]);
    const told = kick.calls.some(({ kind }) => kind === 'revoke');
    expect(queued.rows.length === 1 || told).toBe(true);
  });

  it('ends with 204, and is not found after that', async () => {
    const { kick } = place.platforms;
    const grace = await givenHuman(place.world);
    const { id } = (await connect(grace.client, BOTS_AT, kick, somebody(kick))).body;
    expect((await grace.client.delete(`${BOTS_AT}/kick`)).status).toBe(204);
    expect(await grace.client.delete(`${BOTS_AT}/kick`)).toMatchObject({
      status: 404,
      body: { code: 'connection_not_found' },
    });
    expect((await grace.client.get(BOTS_AT)).body).toEqual([]);
    expect((await audited(id)).map(({ action }) => action)).toContain('bot_connection.deleted');
  });
});

describe('the global bot', () => {
  it('is connected, shown and removed by system admins alone', async () => {
    const { twitch, discord } = place.platforms;
    const admin = await givenAdmin(place.world);
    const bot = somebody(twitch);
    expect(await admin.get(`${GLOBAL_AT}/twitch`)).toMatchObject({
      status: 404,
      body: { code: 'connection_not_found' },
    });
    const connected = await connect(admin, GLOBAL_AT, twitch, bot);
    expect(connected).toMatchObject({
      status: 201,
      body: { account_id: GLOBAL, bot_type: 'global', bot_user_id: bot.id },
    });
    expect((await admin.get(`${GLOBAL_AT}/twitch`)).body).toEqual(connected.body);
    const token = discord.botToken(discord.users.add({ login: 'global' }));
    expect((await admin.put(`${GLOBAL_AT}/discord`, { token })).status).toBe(201);
    for (const path of [`${GLOBAL_AT}/twitch`, `${GLOBAL_AT}/twitch/authorize`]) {
      expect(await ada.client.get(path)).toMatchObject({ status: 403, body: { code: 'system_admin_required' } });
    }
    expect((await ada.client.get<Connection[]>(BOTS_AT)).body.map(({ id }) => id)).not.toContain(connected.body.id);
    expect((await admin.delete(`${GLOBAL_AT}/twitch`)).status).toBe(204);
    expect((await admin.delete(`${GLOBAL_AT}/twitch`)).status).toBe(404);
  });
});
