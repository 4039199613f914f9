import { v7 as uuidv7 } from 'uuid';
import { mintSecret } from '../../src/common/crypto/secrets.js';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, givenServiceKey, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let nobody: Client;

beforeAll(async () => {
  world = await startWorld({ BASIC_AUTH_ENABLED: 'true' });
  nobody = new Client(world.url);
});
afterAll(() => world.close());

const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

const me = (username: string, password: string, at = nobody) =>
  at.get<{ id: string }>('/v1/me', basic(username, password));

describe('HTTP Basic', () => {
  it('takes a name and its password wherever people are', async () => {
    const ada = await givenHuman(world);
    for (const name of [ada.username, ada.email, ada.username.toUpperCase()]) {
      expect(await me(name, ada.password)).toMatchObject({ status: 200, body: { id: ada.id } });
    }
    const created = await nobody.post('/v1/accounts', { name: 'Engines' }, basic(ada.username, ada.password));
    expect(created.status).toBe(201);
    const account = await nobody.get(`/v1/accounts/${ada.accountId}`, basic(ada.username, ada.password));
    expect(account.status).toBe(200);
  });

  it('answers the same for an unknown name, a wrong password, none, and a disabled person', async () => {
    const [ada, disabled] = [await givenHuman(world), await givenHuman(world)];
    await (await givenAdmin(world)).patch(`/v1/admin/users/${disabled.id}`, { status: 'disabled' });
    const attempts: [string, string][] = [
      [unique('nobody'), 'wrong'],
      [ada.username, 'wrong'],
      [ada.username, ''],
      [disabled.username, disabled.password],
      [ada.username, mintSecret('pat')],
    ];
    for (const [name, password] of attempts) {
      const answer = await me(name, password);
      expect(answer).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="understudy"');
    }
  });

  it('is no way in for bots, whether with a password or with a token', async () => {
    const bot = unique('bot-ada');
    await world.db.query(`INSERT INTO users (id, kind, username, name) VALUES ($1, 'bot', $2, $2)`, [uuidv7(), bot]);
    const ada = await givenHuman(world);
    const attempts: [string, string][] = [
      [bot, 'x'],
      [bot.toUpperCase(), mintSecret('bot')],
      [bot, mintSecret('pat')],
      [ada.username, mintSecret('bot')],
    ];
    for (const [name, password] of attempts) {
      expect(await me(name, password)).toMatchObject({
        status: 412,
        body: { code: 'account_is_bot', error_code: 1022 },
      });
    }
  });

  it('takes a token of that person in place of the password, for what the token may do', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const body = { title: 'old client', permissions: { me: ['read'] } };
    const made = await ada.client.put<{ id: string; token: string }>('/v1/user/tokens', body);
    const { id, token } = made.body;
    expect(await me(ada.username, token)).toMatchObject({ status: 200, body: { id: ada.id } });
    expect(await me(grace.username, token)).toMatchObject({ status: 401 });
    const accounts = await nobody.get('/v1/accounts', basic(ada.username, token));
    expect(accounts).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
    const changed = await nobody.patch('/v1/me', { name: 'X' }, basic(ada.username, token));
    expect(changed).toMatchObject({ status: 403, body: { code: 'token_not_allowed' } });
    expect((await ada.client.delete(`/v1/user/tokens/${id}`)).status).toBe(204);
    expect(await me(ada.username, token)).toMatchObject({ status: 401 });
  });

  it('takes a token from the addresses it may be used from', async () => {
    const ada = await givenHuman(world);
    const body = { title: 'far away', permissions: { me: ['read'] }, allowed_cidrs: ['203.0.113.0/24'] };
    const { token } = (await ada.client.put<{ token: string }>('/v1/user/tokens', body)).body;
    expect(await me(ada.username, token)).toMatchObject({ status: 401 });
  });

  it('is slowed down like a sign-in, together with it', async () => {
    const client = new Client((await world.replica({ FAILED_LOGINS_BEFORE_DELAY: '3' })).url);
    const ada = await givenHuman(world);
    for (let i = 0; i < 3; i++) expect(await me(ada.username, 'wrong', client)).toMatchObject({ status: 401 });
    const slowed = await me(ada.username, ada.password, client);
    expect(slowed).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    const login = await client.post('/v1/auth/login', { login: ada.username, password: ada.password });
    expect(login.status).toBe(429);
  });

  it('has no login that could be ended, and ends all when the password changes', async () => {
    const ada = await givenHuman(world);
    expect((await nobody.post('/v1/auth/logout', undefined, basic(ada.username, ada.password))).status).toBe(204);
    expect((await ada.client.get('/v1/me')).status).toBe(200);
    const change = { password: 'four green kettles hum', current_password: ada.password };
    expect((await nobody.patch('/v1/me', change, basic(ada.username, ada.password))).status).toBe(200);
    expect((await ada.client.get('/v1/me')).status).toBe(401);
  });

  it('is off unless it was switched on', async () => {
    const ada = await givenHuman(world);
    const client = new Client((await world.replica({ BASIC_AUTH_ENABLED: 'false' })).url);
    for (const name of [ada.username, 'bot-x']) {
      expect(await me(name, ada.password, client)).toMatchObject({
        status: 401,
        body: { code: 'credentials_rejected' },
      });
    }
  });

  it('opens nothing that is not for people', async () => {
    const ada = await givenHuman(world);
    await givenServiceKey(world);
    const answer = await nobody.post('/v1/platform-linking/resolve', {}, basic(ada.username, ada.password));
    expect(answer.status).toBe(401);
  });
});
