import { Client } from '../support/client.js';
import { givenHuman, unique, type Human } from '../support/given.js';
import { BOTS, givenBot, givenBotToken } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let ada: Human;
let grace: Human;

beforeAll(async () => {
  world = await startWorld();
  [ada, grace] = [await givenHuman(world), await givenHuman(world)];
});
afterAll(() => world.close());

interface Page {
  readonly items: readonly { username: string; token_count: number }[];
  readonly next_cursor: string | null;
}

const auditOf = async (botId: string): Promise<string[]> => {
  const sql = `SELECT action FROM audit_events WHERE target_id = $1 AND target_kind = 'bot_user' ORDER BY id`;
  return (await world.db.query<{ action: string }>(sql, [botId])).rows.map(({ action }) => action);
};

describe('a bot user', () => {
  it('is made by a person, who owns it', async () => {
    const username = unique('bot-helper');
    const made = await ada.client.put<{ id: string }>(BOTS, { username: username.toUpperCase(), name: 'Helper' });
    const bot = {
      id: expect.any(String) as string,
      username,
      name: 'Helper',
      is_bot: true,
      status: 'active',
      owner: { id: ada.id, username: ada.username },
      created_at: expect.any(String) as string,
      token_count: 0,
      last_active_at: null,
    };
    expect(made).toMatchObject({ status: 201 });
    expect(made.body).toEqual(bot);
    for (const ref of [username, username.toUpperCase(), made.body.id]) {
      expect((await ada.client.get(`${BOTS}/${ref}`)).body).toEqual(bot);
    }
    expect(await auditOf(made.body.id)).toEqual(['bot_user.created']);
  });

  it('is reached at the path of the original system too', async () => {
    const username = unique('bot-old');
    expect(await ada.client.put('/api/v1/user/bots', { username })).toMatchObject({ status: 201 });
    expect(await ada.client.get(`/api/v1/user/bots/${username}`)).toMatchObject({ status: 200, body: { username } });
  });

  it('has no e-mail, no password and no personal account', async () => {
    const { id } = await givenBot(ada);
    const { rows } = await world.db.query(
      `SELECT u.email, u.password_hash, (SELECT count(*)::int FROM account_members m WHERE m.user_id = u.id) AS accounts
       FROM users u WHERE u.id = $1`,
      [id],
    );
    expect(rows).toEqual([{ email: null, password_hash: null, accounts: 0 }]);
  });

  it('is made once by a retry', async () => {
    const [body, headers] = [{ username: unique('bot-once') }, { 'idempotency-key': unique('key') }];
    const [first, second] = [await ada.client.put(BOTS, body, headers), await ada.client.put(BOTS, body, headers)];
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is listed to its owner alone, page by page', async () => {
    const owner = await givenHuman(world);
    const made = [await givenBot(owner), await givenBot(owner), await givenBot(owner)];
    await givenBotToken(world, owner, made[0] ?? { id: '', username: '' });
    const first = await owner.client.get<Page>(`${BOTS}?limit=2`);
    const rest = await owner.client.get<Page>(`${BOTS}?limit=2&cursor=${first.body.next_cursor}`);
    const all = [...first.body.items, ...rest.body.items];
    expect(all.map(({ username }) => username)).toEqual(made.map(({ username }) => username));
    expect(all.map((bot) => bot.token_count)).toEqual([1, 0, 0]);
    expect(rest.body.next_cursor).toBeNull();
    expect((await (await givenHuman(world)).client.get<Page>(BOTS)).body.items).toEqual([]);
  });

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/disable'],
    ['POST', '/enable'],
    ['POST', '/transfer'],
    ['GET', '/tokens'],
    ['PUT', '/tokens'],
    ['GET', '/tokens/0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f'],
    ['DELETE', '/tokens/0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f'],
    ['POST', '/tokens/0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f/rotate'],
  ] as const)('is nobody else’s: %s {bot}%s', async (method, path) => {
    const { username } = await givenBot(ada);
    const body = path === '/tokens' ? { title: 'x', permissions: { me: ['read'] } } : { new_owner: grace.username };
    const send = (ref: string) => {
      const url = `${BOTS}/${ref}${path}`;
      if (method === 'GET') return grace.client.get(url);
      if (method === 'DELETE') return grace.client.delete(url);
      if (method === 'PATCH') return grace.client.patch(url, { name: 'Mine' });
      return method === 'PUT' ? grace.client.put(url, body) : grace.client.post(url, path === '/transfer' ? body : {});
    };
    expect(await send(username)).toMatchObject({ status: 403, body: { code: 'bot_not_owned', error_code: 1024 } });
    expect(await send(unique('bot-nobody'))).toMatchObject({ status: 404, body: { code: 'bot_not_found' } });
    expect(await send(ada.username)).toMatchObject({ status: 404, body: { code: 'bot_not_found' } });
    expect((await ada.client.get(`${BOTS}/${username}`)).status).toBe(200);
  });

  it('is renamed, disabled and enabled by its owner, who keeps control of it', async () => {
    const bot = await givenBot(ada);
    const token = await givenBotToken(world, ada, bot);
    expect(await ada.client.post(`${BOTS}/${bot.id}/disable`)).toMatchObject({ body: { status: 'disabled' } });
    expect((await token.client.get('/v1/me')).status).toBe(401);
    const username = unique('bot-renamed');
    const changed = await ada.client.patch(`${BOTS}/${bot.id}`, { username, name: 'New' });
    expect(changed).toMatchObject({ status: 200, body: { username, name: 'New', status: 'disabled' } });
    expect(await ada.client.get(`${BOTS}/${username}`)).toMatchObject({ body: { token_count: 1 } });
    expect(await ada.client.patch(`${BOTS}/${bot.id}`, { status: 'active' })).toMatchObject({
      body: { status: 'active' },
    });
    expect(await token.client.get('/v1/me')).toMatchObject({ status: 200, body: { username, is_bot: true } });
    await ada.client.post(`${BOTS}/${bot.id}/disable`);
    expect(await ada.client.post(`${BOTS}/${bot.id}/enable`)).toMatchObject({ body: { status: 'active' } });
    expect((await ada.client.post(`${BOTS}/${bot.id}/enable`)).status).toBe(200);
    expect(await auditOf(bot.id)).toEqual([
      'bot_user.created',
      'bot_user.disabled',
      'bot_user.updated',
      'bot_user.enabled',
      'bot_user.disabled',
      'bot_user.enabled',
    ]);
  });

  it('may be deleted while it is disabled', async () => {
    const bot = await givenBot(ada);
    await ada.client.post(`${BOTS}/${bot.id}/disable`);
    expect((await ada.client.delete(`${BOTS}/${bot.id}`)).status).toBe(204);
    expect((await ada.client.get(`${BOTS}/${bot.id}`)).status).toBe(404);
  });

  it('never owns anything, whatever is written behind the program’s back', async () => {
    const [one, other] = [await givenBot(ada), await givenBot(ada)];
    await expect(
      world.db.query('UPDATE bot_owners SET owner_id = $1 WHERE bot_id = $2', [one.id, other.id]),
    ).rejects.toThrow('bot_owners_owner_fkey');
    await expect(
      world.db.query(`UPDATE bot_owners SET owner_id = $1, owner_kind = 'bot' WHERE bot_id = $2`, [one.id, other.id]),
    ).rejects.toThrow('bot_owners_human_owns_bot');
    const refused = await ada.client.put(`/v1/accounts/${ada.accountId}/members/${one.username}`, { role: 'owner' });
    expect(refused).toMatchObject({ status: 403, body: { error_code: 1025 } });
  });

  it('cannot sign in', async () => {
    const { username } = await givenBot(ada);
    const login = await new Client(world.url).post('/v1/auth/login', { login: username, password: 'whatever it is' });
    expect(login).toMatchObject({ status: 412, body: { code: 'account_is_bot', error_code: 1022 } });
  });
});
