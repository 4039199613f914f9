import { v7 as uuidv7 } from 'uuid';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, unique, type Human } from '../support/given.js';
import { ADMIN_EMAIL, startWorld, type World } from '../support/world.js';

interface UserPage {
  readonly items: { readonly id: string; readonly username: string }[];
  readonly next_cursor: string | null;
}

let world: World;
let admin: Client;

beforeAll(async () => {
  world = await startWorld();
  admin = await givenAdmin(world);
});
afterAll(() => world.close());

const givenBot = async (): Promise<string> => {
  const id = uuidv7();
  await world.db.query(`INSERT INTO users (id, kind, username, name) VALUES ($1, 'bot', $2, $2)`, [
    id,
    unique('bot-x'),
  ]);
  return id;
};

describe('the list of users', () => {
  it('shows every user, page by page, with e-mail addresses', async () => {
    const made = [await givenHuman(world), await givenHuman(world), await givenHuman(world)].map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: UserPage } = await admin.get<UserPage>(
        `/v1/admin/users?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(expect.arrayContaining(made));
    expect(new Set(seen).size).toBe(seen.length);
    expect(await admin.get(`/v1/admin/users?q=${ADMIN_EMAIL}`)).toMatchObject({
      body: { items: [{ email: ADMIN_EMAIL, is_system_admin: true }] },
    });
  });

  it('finds by the beginning of a username or an e-mail address, in either case', async () => {
    const name = unique('zoe');
    const ada = await givenHuman(world, { username: name, email: `${unique('other')}@example.org` });
    for (const q of [name, name.slice(0, 7).toUpperCase(), ada.email, ada.email.slice(0, 12)]) {
      const { body } = await admin.get<UserPage>(`/v1/admin/users?q=${q}`);
      expect(body.items.map(({ id }) => id)).toContain(ada.id);
    }
    for (const q of [name.slice(1), '%25', '_', "'"]) {
      const { status, body } = await admin.get<UserPage>(`/v1/admin/users?q=${q}`);
      expect(status).toBe(200);
      expect(body.items).toEqual([]);
    }
  });

  it('filters by status', async () => {
    const ada = await givenHuman(world);
    await admin.patch(`/v1/admin/users/${ada.id}`, { status: 'disabled' });
    const count = async (status: string): Promise<number> =>
      (await admin.get<UserPage>(`/v1/admin/users?q=${ada.username}&status=${status}`)).body.items.length;
    expect([await count('disabled'), await count('active')]).toEqual([1, 0]);
    expect(await admin.get('/v1/admin/users?status=gone')).toMatchObject({ status: 422 });
  });

  it('is for system admins only', async () => {
    const ada = await givenHuman(world);
    const refused = await ada.client.get('/v1/admin/users');
    expect(refused).toMatchObject({ status: 403, body: { code: 'system_admin_required' } });
    expect(await new Client(world.url).get('/v1/admin/users')).toMatchObject({ status: 401 });
    const change = await ada.client.patch(`/v1/admin/users/${ada.id}`, { is_system_admin: true });
    expect(change).toMatchObject({ status: 403 });
  });
});

describe('a disabled user', () => {
  it('is refused on the very next request, on every replica, until enabled again', async () => {
    const ada = await givenHuman(world);
    const replica = await world.replica();
    const elsewhere = new Client(replica.url, { authorization: `Bearer ${ada.accessToken}` });
    const disabled = await admin.patch(`/v1/admin/users/${ada.id}`, { status: 'disabled' });
    expect(disabled).toMatchObject({ status: 200, body: { id: ada.id, status: 'disabled' } });
    expect(await ada.client.get('/v1/me')).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
    expect(await elsewhere.get('/v1/me')).toMatchObject({ status: 401 });
    const refresh = { refresh_token: ada.refreshToken };
    expect(await elsewhere.post('/v1/auth/refresh', refresh)).toMatchObject({ status: 401 });
    await admin.patch(`/v1/admin/users/${ada.id}`, { status: 'active' });
    expect(await elsewhere.get('/v1/me')).toMatchObject({ status: 200 });
  });
});

describe('changing users', () => {
  it('is audited by what it means', async () => {
    const ada = await givenHuman(world);
    const path = `/v1/admin/users/${ada.id}`;
    for (const change of [
      { status: 'disabled' },
      { status: 'active' },
      { is_system_admin: true },
      { is_system_admin: false },
    ]) {
      expect((await admin.patch(path, change)).status).toBe(200);
      // Again: nothing changes, nothing is written.
      expect((await admin.patch(path, change)).status).toBe(200);
    }
    const sql = `SELECT action, actor_name FROM audit_events WHERE subject_id = $1 AND target_kind = 'user' ORDER BY id OFFSET 1`;
    const { rows } = await world.db.query<{ action: string; actor_name: string }>(sql, [ada.id]);
    expect(rows.map(({ action }) => action)).toEqual([
      'user.disabled',
      'user.enabled',
      'user.admin_granted',
      'user.admin_revoked',
    ]);
    expect(new Set(rows.map((row) => row.actor_name))).toEqual(new Set(['admin']));
  });

  it('makes a person a system admin at once', async () => {
    const ada = await givenHuman(world);
    await admin.patch(`/v1/admin/users/${ada.id}`, { is_system_admin: true });
    expect(await ada.client.get('/v1/admin/users')).toMatchObject({ status: 200 });
    await admin.patch(`/v1/admin/users/${ada.id}`, { is_system_admin: false });
    expect(await ada.client.get('/v1/admin/users')).toMatchObject({ status: 403 });
  });

  it('never makes a bot a system admin, but may disable it', async () => {
    const bot = await givenBot();
    const refused = await admin.patch(`/v1/admin/users/${bot}`, { is_system_admin: true });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'is_system_admin' }] } });
    const disabled = await admin.patch(`/v1/admin/users/${bot}`, { status: 'disabled' });
    expect(disabled).toMatchObject({ status: 200, body: { is_bot: true, email: null } });
  });

  it.each([
    ['0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f', { status: 'disabled' }, 404, 'user_not_found'],
    ['x', { status: 'disabled' }, 422, 'request_invalid'],
  ])('refuses the id %s', async (id, change, status, code) => {
    expect(await admin.patch(`/v1/admin/users/${id}`, change)).toMatchObject({ status, body: { code } });
  });

  it.each([
    { status: 'gone' },
    { status: null },
    { is_system_admin: 'yes' },
    { email: 'x@example.org' },
    { kind: 'bot' },
  ])('refuses %j', async (change) => {
    const ada = await givenHuman(world);
    expect(await admin.patch(`/v1/admin/users/${ada.id}`, change)).toMatchObject({ status: 422 });
  });
});

describe('one active system admin always remains', () => {
  const idOf = async (client: Client): Promise<string> => String((await client.get('/v1/me')).body.id);

  it('so the last one cannot be demoted or disabled', async () => {
    const id = await idOf(admin);
    for (const change of [{ is_system_admin: false }, { status: 'disabled' }]) {
      const answer = await admin.patch(`/v1/admin/users/${id}`, change);
      expect(answer).toMatchObject({ status: 409, body: { code: 'last_system_admin' } });
    }
  });

  it('when two demote each other, twenty times', async () => {
    const [ada, grace]: [Human, Human] = [await givenHuman(world), await givenHuman(world)];
    await admin.patch(`/v1/admin/users/${ada.id}`, { is_system_admin: true });
    await ada.client.patch(`/v1/admin/users/${await idOf(admin)}`, { is_system_admin: false });
    let [last, other] = [ada, grace];
    for (let round = 0; round < 20; round++) {
      await last.client.patch(`/v1/admin/users/${other.id}`, { is_system_admin: true });
      const answers = await Promise.all([
        last.client.patch(`/v1/admin/users/${other.id}`, { is_system_admin: false }),
        other.client.patch(`/v1/admin/users/${last.id}`, { status: 'active', is_system_admin: false }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      if (answers[1].status === 200) [last, other] = [other, last];
    }
  });
});

describe('the first start', () => {
  it('makes one system admin, however many replicas start at once', async () => {
    const fresh = await startWorld();
    try {
      await fresh.db.query(`UPDATE users SET is_system_admin = false`);
      await Promise.all([fresh.replica(), fresh.replica(), fresh.replica()]);
      const sql = 'SELECT username, email FROM users WHERE is_system_admin';
      const { rows } = await fresh.db.query<{ username: string; email: string | null }>(sql);
      // The name and the address are those of the one who was demoted.
      expect(rows).toEqual([{ username: expect.stringMatching(/^admin-[0-9a-f]{4}$/) as string, email: null }]);
    } finally {
      await fresh.close();
    }
  });
});
