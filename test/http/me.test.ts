import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, signIn, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const NEW_PASSWORD = 'nine green kettles hum';

let world: World;
let nobody: Client;

beforeAll(async () => {
  world = await startWorld();
  nobody = new Client(world.url);
});
afterAll(() => world.close());

describe('oneself', () => {
  it('is shown with e-mail address and accounts', async () => {
    const ada = await givenHuman(world, { name: 'Ada' });
    expect(await ada.client.get('/v1/me')).toMatchObject({
      status: 200,
      body: {
        id: ada.id,
        username: ada.username,
        email: ada.email,
        accounts: [{ id: ada.accountId, name: 'Ada', role: 'owner' }],
      },
    });
  });

  it('may change name and username without a password', async () => {
    const ada = await givenHuman(world);
    const username = unique('Countess');
    const answer = await ada.client.patch('/v1/me', { username, name: 'Countess' });
    expect(answer).toMatchObject({ status: 200, body: { username: username.toLowerCase(), name: 'Countess' } });
    expect((await signIn(world, username, ada.password)).accessToken).toBeTruthy();
    expect(await ada.client.patch('/v1/me', {})).toMatchObject({ status: 200 });
  });

  it.each([
    [{ username: 'bot-ada' }, 422, 'username_prefix_reserved'],
    [{ username: 'a b' }, 422, 'request_invalid'],
    [{ username: null }, 422, 'request_invalid'],
    [{ name: '\u202e' }, 422, 'request_invalid'],
    [{ name: null }, 422, 'request_invalid'],
    [{ is_system_admin: true }, 422, 'request_invalid'],
    [{ status: 'disabled' }, 422, 'request_invalid'],
    [{ email: 'new@example.org' }, 403, 'current_password_wrong'],
    [{ password: NEW_PASSWORD }, 403, 'current_password_wrong'],
    [{ password: NEW_PASSWORD, current_password: 'wrong' }, 403, 'current_password_wrong'],
    [{ email: 'new@example.org', current_password: 'wrong' }, 403, 'current_password_wrong'],
  ])('may not change to %j', async (change, status, code) => {
    const ada = await givenHuman(world);
    expect(await ada.client.patch('/v1/me', change)).toMatchObject({ status, body: { code } });
    expect(await ada.client.get('/v1/me')).toMatchObject({ body: { username: ada.username, email: ada.email } });
  });

  it('may not take the name or address of another', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const username = await ada.client.patch('/v1/me', { username: grace.username });
    expect(username).toMatchObject({ status: 409, body: { code: 'username_taken' } });
    const change = { email: grace.email, current_password: ada.password };
    expect(await ada.client.patch('/v1/me', change)).toMatchObject({ status: 409, body: { code: 'email_taken' } });
  });

  it('may change the e-mail address with the current password', async () => {
    const ada = await givenHuman(world);
    const email = `${unique('New')}@Example.org`;
    const answer = await ada.client.patch('/v1/me', { email, current_password: ada.password });
    expect(answer).toMatchObject({ status: 200, body: { email: email.toLowerCase() } });
  });

  it('may not choose a common password', async () => {
    const ada = await givenHuman(world);
    const answer = await ada.client.patch('/v1/me', { password: 'password1234', current_password: ada.password });
    expect(answer).toMatchObject({ status: 422, body: { code: 'password_too_common' } });
  });

  it('ends every other login with a new password', async () => {
    const ada = await givenHuman(world);
    const other = await signIn(world, ada.username, ada.password);
    const change = { password: NEW_PASSWORD, current_password: ada.password };
    expect(await ada.client.patch('/v1/me', change)).toMatchObject({ status: 200 });
    expect(await ada.client.get('/v1/me')).toMatchObject({ status: 200 });
    expect(await other.client.get('/v1/me')).toMatchObject({ status: 401 });
    expect(await nobody.post('/v1/auth/refresh', { refresh_token: other.refreshToken })).toMatchObject({ status: 401 });
    const old = { login: ada.username, password: ada.password };
    expect(await nobody.post('/v1/auth/login', old)).toMatchObject({ status: 401 });
    expect((await signIn(world, ada.username, NEW_PASSWORD)).accessToken).toBeTruthy();
  });

  it('leaves no login of the old password when signing in races the change of it', async () => {
    const ada = await givenHuman(world);
    const login = { login: ada.username, password: ada.password };
    const change = { password: NEW_PASSWORD, current_password: ada.password };
    const racing = Array.from({ length: 10 }, () => nobody.post<{ access_token?: string }>('/v1/auth/login', login));
    const [changed, ...logins] = await Promise.all([ada.client.patch('/v1/me', change), ...racing]);
    expect(changed.status).toBe(200);
    for (const { body } of logins.filter(({ status }) => status === 200)) {
      const client = nobody.with({ authorization: `Bearer ${String(body.access_token)}` });
      expect(await client.get('/v1/me')).toMatchObject({ status: 401 });
    }
  });

  it('is slowed down when guessing the current password', async () => {
    const strict = await world.replica({ FAILED_LOGINS_BEFORE_DELAY: '2' });
    const ada = await givenHuman(world);
    const client = new Client(strict.url, { authorization: `Bearer ${ada.accessToken}` });
    const attempt = (current_password: string) => client.patch('/v1/me', { password: NEW_PASSWORD, current_password });
    expect((await attempt('wrong')).status).toBe(403);
    expect((await attempt('wrong')).status).toBe(403);
    expect(await attempt(ada.password)).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  });
});

describe('deleting oneself', () => {
  it('deletes the personal account and every account that nobody else is in', async () => {
    const ada = await givenHuman(world);
    const { body: own } = await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Alone' });
    const answer = await ada.client.delete('/v1/me');
    expect(answer.status).toBe(204);
    expect(await ada.client.get('/v1/me')).toMatchObject({ status: 401 });
    const { rows } = await world.db.query('SELECT id FROM accounts WHERE id IN ($1, $2)', [ada.accountId, own.id]);
    expect(rows).toEqual([]);
    const sql = `SELECT action FROM audit_events WHERE subject_id = $1 ORDER BY id`;
    const actions = (await world.db.query<{ action: string }>(sql, [ada.id])).rows.map(({ action }) => action);
    expect(actions.slice(-3)).toEqual(['account.deleted', 'account.deleted', 'user.deleted']);
  });

  it('is refused to the only owner of an account with other members, and changes nothing', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const { body: shared } = await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Shared' });
    await ada.client.put(`/v1/accounts/${shared.id}/members/${grace.username}`, { role: 'admin' });
    const refused = await ada.client.delete('/v1/me');
    expect(refused).toMatchObject({ status: 409, body: { code: 'last_owner', account_ids: [shared.id] } });
    expect(await ada.client.get('/v1/me')).toMatchObject({ status: 200 });

    await ada.client.put(`/v1/accounts/${shared.id}/members/${grace.username}`, { role: 'owner' });
    expect((await ada.client.delete('/v1/me')).status).toBe(204);
    const members = await grace.client.get<{ items: { user: { id: string } }[] }>(`/v1/accounts/${shared.id}/members`);
    expect(members.body.items.map(({ user }) => user.id)).toEqual([grace.id]);
  });

  it('never leaves an account without an owner when two owners delete themselves at once', async () => {
    for (let round = 0; round < 10; round++) {
      const [ada, grace, viewer] = [await givenHuman(world), await givenHuman(world), await givenHuman(world)];
      const { body: shared } = await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Shared' });
      await ada.client.put(`/v1/accounts/${shared.id}/members/${grace.id}`, { role: 'owner' });
      await ada.client.put(`/v1/accounts/${shared.id}/members/${viewer.id}`, { role: 'viewer' });
      const answers = await Promise.all([ada.client.delete('/v1/me'), grace.client.delete('/v1/me')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    }
  });

  it('never leaves an account without members when it races the making of one', async () => {
    for (let round = 0; round < 10; round++) {
      const ada = await givenHuman(world);
      const answers = await Promise.all([
        ada.client.delete('/v1/me'),
        ...Array.from({ length: 4 }, () => ada.client.post('/v1/accounts', { name: 'Late' })),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    }
    const sql = 'SELECT id FROM accounts a WHERE NOT EXISTS (SELECT FROM account_members m WHERE m.account_id = a.id)';
    expect((await world.db.query(sql)).rows).toEqual([]);
  });

  it('is refused to the last system admin', async () => {
    const admin = await givenAdmin(world);
    expect(await admin.delete('/v1/me')).toMatchObject({ status: 409, body: { code: 'last_system_admin' } });
  });
});
