import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import { BOTS, givenBot, givenBotToken, givenMember, givenToken, type Bot } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let replica: World;
let ada: Human;
let boss: Human;

beforeAll(async () => {
  world = await startWorld();
  replica = await world.replica();
  [ada, boss] = [await givenHuman(world), await givenHuman(world)];
});
afterAll(() => world.close());

const permissions = { members: ['read', 'manage'], audit: ['read'], accounts: ['read', 'manage', 'delete'] };
const notFound = { status: 404, body: { code: 'account_not_found' } };

/** An account of the boss, with a person in it and that person's bot. */
async function givenTeam(ofOwner: string, ofBot: string): Promise<{ id: string; bot: Bot }> {
  const { id } = (await boss.client.post<{ id: string }>('/v1/accounts', { name: 'Team' })).body;
  const bot = await givenBot(ada);
  await givenMember(boss, id, ada.id, ofOwner);
  await givenMember(boss, id, bot.id, ofBot);
  return { id, bot };
}

describe('what a bot may do', () => {
  it.each([
    ['admin', 'admin', 200],
    ['admin', 'viewer', 403],
    ['viewer', 'admin', 403],
    ['moderator', 'admin', 403],
    ['owner', 'admin', 200],
  ])('is what its owner (%s) and its own role (%s) both allow', async (ofOwner, ofBot, status) => {
    const team = await givenTeam(ofOwner, ofBot);
    const { client } = await givenBotToken(world, ada, team.bot, { permissions });
    const audit = await client.get('/v1/audit', { 'x-account-id': team.id });
    expect(audit.status).toBe(status);
    if (status === 403) expect(audit.body).toMatchObject({ code: 'permission_missing', permission: 'audit:read' });
    const grace = await givenHuman(world);
    const added = await client.put(`/v1/accounts/${team.id}/members/${grace.id}`, { role: 'viewer' });
    expect(added.status).toBe(status);
    expect((await client.get(`/v1/accounts/${team.id}/members`)).status).toBe(200);
  });

  it('never makes it or anybody an owner, nor lets it delete an account', async () => {
    const team = await givenTeam('owner', 'admin');
    const { client } = await givenBotToken(world, ada, team.bot, { permissions });
    const grace = await givenHuman(world);
    const raised = await client.put(`/v1/accounts/${team.id}/members/${grace.id}`, { role: 'owner' });
    expect(raised).toMatchObject({ status: 403, body: { code: 'owner_required' } });
    const self = await client.put(`/v1/accounts/${team.id}/members/${team.bot.id}`, { role: 'owner' });
    expect(self).toMatchObject({ status: 403, body: { code: 'cannot_make_bot_owner' } });
    expect((await client.delete(`/v1/accounts/${team.id}`)).status).toBe(403);
  });

  it('shrinks on the next request, on every replica', async () => {
    const team = await givenTeam('admin', 'admin');
    const token = await givenBotToken(world, ada, team.bot, { permissions });
    const audit = async (): Promise<number> =>
      (await token.client.at(replica.url).get('/v1/audit', { 'x-account-id': team.id })).status;
    const member = (user: string, role: string) => givenMember(boss, team.id, user, role);
    const leave = (user: string) => boss.client.delete(`/v1/accounts/${team.id}/members/${user}`);
    const admin = await givenAdmin(world);
    const setStatus = (id: string, status: string) => admin.patch(`/v1/admin/users/${id}`, { status });
    expect(await audit()).toBe(200);
    await member(team.bot.id, 'viewer');
    expect(await audit()).toBe(403);
    await member(team.bot.id, 'admin');
    expect(await audit()).toBe(200);
    await member(ada.id, 'moderator');
    expect(await audit()).toBe(403);
    await member(ada.id, 'admin');
    expect(await audit()).toBe(200);
    await leave(ada.id);
    expect(await audit()).toBe(404);
    await member(ada.id, 'admin');
    await leave(team.bot.id);
    expect(await audit()).toBe(404);
    await member(team.bot.id, 'admin');
    expect(await audit()).toBe(200);
    await setStatus(ada.id, 'disabled');
    expect(await audit()).toBe(401);
    await setStatus(ada.id, 'active');
    expect(await audit()).toBe(200);
    await ada.client.post(`${BOTS}/${team.bot.id}/disable`);
    expect(await audit()).toBe(401);
    await ada.client.post(`${BOTS}/${team.bot.id}/enable`);
    expect(await audit()).toBe(200);
  });

  it('ends with its owner on the next request, on every replica', async () => {
    const owner = await givenHuman(world);
    const token = await givenBotToken(world, owner, await givenBot(owner));
    const there = token.client.at(replica.url);
    expect((await there.get('/v1/me')).status).toBe(200);
    expect((await owner.client.delete('/v1/me')).status).toBe(204);
    expect((await there.get('/v1/me')).status).toBe(401);
  });

  it('is about the account it names: a bot has no other', async () => {
    const team = await givenTeam('admin', 'admin');
    const { client } = await givenBotToken(world, ada, team.bot, { permissions });
    expect(await client.get('/v1/audit')).toMatchObject(notFound);
    expect(await client.get('/v1/audit', { 'x-account-id': ada.accountId })).toMatchObject(notFound);
  });

  it('stands in the audit as done by the bot', async () => {
    const team = await givenTeam('admin', 'admin');
    const token = await givenBotToken(world, ada, team.bot, { permissions });
    await token.client.patch(`/v1/accounts/${team.id}`, { name: 'By a bot' });
    const sql = `SELECT actor_kind, actor_name, actor_id, token_id FROM audit_events WHERE account_id = $1 AND action = 'account.updated'`;
    expect((await world.db.query(sql, [team.id])).rows).toEqual([
      { actor_kind: 'bot', actor_name: team.bot.username, actor_id: team.bot.id, token_id: token.id },
    ]);
  });
});

describe('a token that is bound to an account', () => {
  it('is about that account, and reaches no other', async () => {
    const { id } = (await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Bound' })).body;
    const all = { ...permissions, me: ['read'] };
    const { client } = await givenToken(world, ada, { permissions: all, account_id: id });
    await client.patch(`/v1/accounts/${id}`, { name: 'Renamed' });
    const audit = await client.get<{ items: { account_id: string }[] }>('/v1/audit');
    expect(new Set(audit.body.items.map((one) => one.account_id))).toEqual(new Set([id]));
    expect(await client.get('/v1/audit', { 'x-account-id': ada.accountId })).toMatchObject(notFound);
    expect(await client.get(`/v1/accounts/${ada.accountId}`)).toMatchObject(notFound);
    expect(await client.get(`/v1/accounts/${ada.accountId}/members`)).toMatchObject(notFound);
    expect(await client.get('/v1/accounts')).toMatchObject({ body: { items: [{ id }] } });
    const me = await client.get<{ accounts: { id: string }[] }>('/v1/me');
    expect(me.body.accounts.map((account) => account.id)).toEqual([id]);
    expect((await ada.client.delete(`/v1/accounts/${id}`)).status).toBe(204);
    expect((await client.get('/v1/me')).status).toBe(401);
  });

  it('carries no more than its maker may do there', async () => {
    const team = await givenTeam('moderator', 'admin');
    for (const path of ['/v1/user/tokens', `${BOTS}/${team.bot.id}/tokens`]) {
      const make = (some: object, accountId = team.id) =>
        ada.client.put(path, { title: 'x', permissions: some, account_id: accountId });
      const refused = { status: 403, body: { code: 'permission_missing', permission: 'members:manage' } };
      expect(await make({ members: ['manage'] })).toMatchObject(refused);
      expect((await make({ members: ['read'], 'bot-connections': ['read'] })).status).toBe(201);
      expect(await make({ me: ['read'] }, boss.accountId)).toMatchObject(notFound);
    }
  });
});

describe('a person’s token', () => {
  it('never makes them a system admin', async () => {
    const human = await givenHuman(world);
    await world.db.query('UPDATE users SET is_system_admin = true WHERE id = $1', [human.id]);
    expect((await human.client.get('/v1/admin/users')).status).toBe(200);
    const { client } = await givenToken(world, human, { permissions: { ...permissions } });
    expect(await client.get('/v1/admin/users')).toMatchObject({ status: 403, body: { code: 'token_not_allowed' } });
    const global = await client.get('/v1/audit?scope=global');
    expect(global).toMatchObject({ status: 403, body: { code: 'system_admin_required' } });
  });

  it('stops with its person', async () => {
    const human = await givenHuman(world);
    const { client } = await givenToken(world, human);
    await (await givenAdmin(world)).patch(`/v1/admin/users/${human.id}`, { status: 'disabled' });
    expect((await client.at(replica.url).get('/v1/me')).status).toBe(401);
  });
});
