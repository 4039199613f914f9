import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, unique, type Human } from '../support/given.js';
import { BOTS, givenBot, givenBotToken, givenMember } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let ada: Human;
let grace: Human;

beforeAll(async () => {
  world = await startWorld();
  [ada, grace] = [await givenHuman(world), await givenHuman(world)];
});
afterAll(() => world.close());

describe('with BOT_USERS_ENABLED=false', () => {
  it('bots are neither made nor used, but kept', async () => {
    const bot = await givenBot(ada);
    const token = await givenBotToken(world, ada, bot);
    const off = await world.replica({ BOT_USERS_ENABLED: 'false' });
    const [owner, user] = [ada.client.at(off.url), token.client.at(off.url)];
    const refused = { status: 403, body: { code: 'bot_users_disabled', error_code: 1023 } };
    const permissions = { me: ['read'] };
    expect(await owner.put(BOTS, { username: unique('bot-off') })).toMatchObject(refused);
    expect(await owner.put(`${BOTS}/${bot.id}/tokens`, { title: 'x', permissions })).toMatchObject(refused);
    expect(await owner.post(`${BOTS}/${bot.id}/tokens/${token.id}/rotate`, {})).toMatchObject(refused);
    expect(await owner.post(`${BOTS}/${bot.id}/transfer`, { new_owner: grace.username })).toMatchObject(refused);
    expect(await user.get('/v1/me')).toMatchObject(refused);
    expect(await user.get('/v1/tokens/self')).toMatchObject(refused);
    expect(await owner.get(`${BOTS}/${bot.id}`)).toMatchObject({ status: 200, body: { token_count: 1 } });
    expect(await new Client(off.url).get('/v1/info')).toMatchObject({ body: { bot_users_enabled: false } });
    expect((await token.client.get('/v1/me')).status).toBe(200);
    expect((await owner.delete(`${BOTS}/${bot.id}`)).status).toBe(204);
  });
});

describe('deletion', () => {
  /** Every row of every table but the audit that still names this id. */
  const traces = async (id: string): Promise<string[]> => {
    const { rows } = await world.db.query<{ place: string; count: string }>(
      `SELECT format('%I.%I', table_name, column_name) AS place,
         (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I WHERE %I = %L', table_name, column_name, $1::text),
           false, true, '')))[1]::text AS count
       FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'uuid' AND table_name <> 'audit_events'`,
      [id],
    );
    return rows.filter(({ count }) => count !== '0').map(({ place }) => place);
  };

  it('of a bot leaves nothing that names it, but the audit', async () => {
    const bot = await givenBot(ada);
    const token = await givenBotToken(world, ada, bot);
    await givenMember(ada, ada.accountId, bot.id, 'moderator');
    await ada.client.post(`${BOTS}/${bot.id}/transfer`, { new_owner: grace.username });
    expect((await traces(bot.id)).sort()).toEqual([
      'account_members.user_id',
      'api_tokens.user_id',
      'bot_owners.bot_id',
      'bot_transfers.bot_id',
      'users.id',
    ]);
    expect((await ada.client.delete(`${BOTS}/${bot.username}`)).status).toBe(204);
    expect([...(await traces(bot.id)), ...(await traces(token.id))]).toEqual([]);
    expect((await token.client.get('/v1/me')).status).toBe(401);
    const sql = `SELECT action FROM audit_events WHERE details->>'bot' = $1 OR details->>'username' = $1 ORDER BY id`;
    const actions = (await world.db.query<{ action: string }>(sql, [bot.username])).rows.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['member.removed', 'user.deleted', 'bot_user.deleted']));
  });

  it('of a person takes all their bots with it', async () => {
    const owner = await givenHuman(world);
    const bots = [await givenBot(owner), await givenBot(owner)];
    const tokens = await Promise.all(bots.map((bot) => givenBotToken(world, owner, bot)));
    const own = (
      await owner.client.put<{ id: string; token: string }>('/v1/user/tokens', {
        title: 'own',
        permissions: { me: ['read'] },
      })
    ).body;
    await owner.client.post(`${BOTS}/${bots[0]?.id}/transfer`, { new_owner: grace.username });
    expect((await owner.client.delete('/v1/me')).status).toBe(204);
    for (const id of [owner.id, own.id, ...bots.map((bot) => bot.id), ...tokens.map((token) => token.id)]) {
      expect(await traces(id)).toEqual([]);
    }
    for (const token of tokens) expect((await token.client.get('/v1/me')).status).toBe(401);
    const sql = `SELECT count(*)::int AS count FROM audit_events WHERE action = 'user.deleted' AND subject_id = ANY($1)`;
    const { rows } = await world.db.query(sql, [bots.map(({ id }) => id)]);
    expect(rows).toEqual([{ count: 2 }]);
  });

  it('of a bot by an admin is not a thing; disabling is', async () => {
    const bot = await givenBot(ada);
    const token = await givenBotToken(world, ada, bot);
    const admin = await givenAdmin(world);
    expect((await admin.patch(`/v1/admin/users/${bot.id}`, { status: 'disabled' })).status).toBe(200);
    expect((await token.client.get('/v1/me')).status).toBe(401);
  });
});
