import { v7 as uuidv7 } from 'uuid';
import type { Answer } from '../support/client.js';
import { givenHuman, unique, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const ROLES = ['owner', 'admin', 'moderator', 'viewer'] as const;
type Role = (typeof ROLES)[number];

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

interface Team {
  readonly id: string;
  readonly path: (user: string) => string;
  readonly people: Readonly<Record<Role, Human>>;
}

const put = (by: Human, team: Team, user: string, role: string): Promise<Answer> =>
  by.client.put(team.path(user), { role });

/** An account with one member of each role. */
const givenTeam = async (): Promise<Team> => {
  const [owner, admin, moderator, viewer] = await Promise.all(ROLES.map(() => givenHuman(world)));
  if (!owner || !admin || !moderator || !viewer) throw new Error('four people were made');
  const { id } = (await owner.client.post<{ id: string }>('/v1/accounts', { name: 'Team' })).body;
  const team: Team = {
    id,
    path: (user) => `/v1/accounts/${id}/members/${user}`,
    people: { owner, admin, moderator, viewer },
  };
  for (const role of ['admin', 'moderator', 'viewer'] as const) await put(owner, team, team.people[role].id, role);
  return team;
};

const rolesOf = async (team: Team): Promise<string[]> => {
  const sql = 'SELECT role FROM account_members WHERE account_id = $1 ORDER BY role';
  return (await world.db.query<{ role: string }>(sql, [team.id])).rows.map(({ role }) => role);
};

const givenBot = async (): Promise<string> => {
  const username = unique('bot-helper');
  await world.db.query(`INSERT INTO users (id, kind, username, name) VALUES ($1, 'bot', $2, $2)`, [uuidv7(), username]);
  return username;
};

describe('the members of an account', () => {
  it('are seen by every member, page by page, without e-mail addresses', async () => {
    const team = await givenTeam();
    for (const role of ROLES) {
      const path = `/v1/accounts/${team.id}/members`;
      const first = await team.people[role].client.get<{ items: object[]; next_cursor: string }>(`${path}?limit=3`);
      expect(first).toMatchObject({ status: 200, body: { next_cursor: expect.any(String) as string } });
      expect(first.body.items).toHaveLength(3);
      expect(JSON.stringify(first.body)).not.toContain('@example.org');
      const rest = await team.people[role].client.get(`${path}?cursor=${first.body.next_cursor}`);
      expect(rest).toMatchObject({ body: { items: [{ user: { is_bot: false } }], next_cursor: null } });
    }
  });

  it('are added and changed by id or username, in either case', async () => {
    const team = await givenTeam();
    const { owner } = team.people;
    const grace = await givenHuman(world);
    const added = await put(owner, team, grace.username.toUpperCase(), 'viewer');
    expect(added).toMatchObject({ status: 200, body: { user: { id: grace.id, is_bot: false }, role: 'viewer' } });
    expect(await put(owner, team, grace.id, 'admin')).toMatchObject({ status: 200, body: { role: 'admin' } });
    expect((await owner.client.delete(team.path(grace.username))).status).toBe(204);
    expect(await owner.client.delete(team.path(grace.id))).toMatchObject({
      status: 404,
      body: { code: 'member_not_found' },
    });
    const sql = `SELECT action, details->>'to' AS role FROM audit_events WHERE account_id = $1 AND subject_id = $2 ORDER BY id`;
    expect((await world.db.query(sql, [team.id, grace.id])).rows).toEqual([
      { action: 'member.added', role: 'viewer' },
      { action: 'member.role_changed', role: 'admin' },
      { action: 'member.removed', role: null },
    ]);
  });

  it.each([
    [unique('nobody'), 404, 'user_not_found'],
    ['0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f', 404, 'user_not_found'],
    ['a%20b', 422, 'request_invalid'],
  ])('cannot be the user %s', async (user, status, code) => {
    const team = await givenTeam();
    expect(await put(team.people.owner, team, user, 'viewer')).toMatchObject({ status, body: { code } });
    expect(await team.people.owner.client.delete(team.path(user))).toMatchObject({ status, body: { code } });
  });

  it.each(['king', null, 1])('cannot have the role %j', async (role) => {
    const team = await givenTeam();
    const answer = await team.people.owner.client.put(team.path(team.people.viewer.id), { role });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'role' }] } });
  });

  it('may be bots, with any role but owner', async () => {
    const team = await givenTeam();
    const bot = await givenBot();
    for (const role of ['viewer', 'moderator', 'admin']) {
      const answer = await put(team.people.owner, team, bot, role);
      expect(answer).toMatchObject({ status: 200, body: { user: { username: bot, is_bot: true }, role } });
    }
    const refused = await put(team.people.owner, team, bot, 'owner');
    expect(refused).toMatchObject({ status: 403, body: { code: 'cannot_make_bot_owner', error_code: 1025 } });
  });
});

describe('what each role may do with members', () => {
  const forbidden = { owner: null, admin: null, moderator: 'permission_missing', viewer: 'permission_missing' };

  it.each(ROLES)('%s adds, promotes and removes', async (role) => {
    const team = await givenTeam();
    const by = team.people[role];
    const grace = await givenHuman(world);
    const code = forbidden[role];
    const expected = code === null ? { status: 200 } : { status: 403, body: { code, permission: 'members:manage' } };
    expect(await put(by, team, grace.id, 'viewer')).toMatchObject(expected);
    await put(team.people.owner, team, grace.id, 'viewer');
    expect(await put(by, team, grace.id, 'admin')).toMatchObject(expected);
    const removal = await by.client.delete(team.path(grace.id));
    expect(removal).toMatchObject(code === null ? { status: 204 } : { status: 403, body: { code } });
  });

  it.each(['admin', 'moderator', 'viewer'] as const)('%s touches no owner and makes none', async (role) => {
    const team = await givenTeam();
    const [by, { owner, viewer }] = [team.people[role], team.people];
    const code = forbidden[role] ?? 'owner_required';
    expect(await put(by, team, owner.id, 'viewer')).toMatchObject({ status: 403, body: { code } });
    expect(await put(by, team, viewer.id, 'owner')).toMatchObject({ status: 403, body: { code } });
    expect(await put(by, team, by.id, 'owner')).toMatchObject({ status: 403, body: { code } });
    expect(await by.client.delete(team.path(owner.id))).toMatchObject({ status: 403, body: { code } });
    expect(await rolesOf(team)).toEqual(['admin', 'moderator', 'owner', 'viewer']);
  });

  it.each(['admin', 'moderator', 'viewer'] as const)('%s may leave, and is then a stranger', async (role) => {
    const team = await givenTeam();
    const { client, username } = team.people[role];
    expect((await client.delete(team.path(username))).status).toBe(204);
    expect(await client.get(`/v1/accounts/${team.id}`)).toMatchObject({ status: 404 });
  });
});

describe('an account keeps at least one owner', () => {
  it('so the last one cannot leave or be demoted', async () => {
    const team = await givenTeam();
    const { owner, admin } = team.people;
    const lastOwner = { status: 409, body: { code: 'last_owner' } };
    expect(await owner.client.delete(team.path(owner.id))).toMatchObject(lastOwner);
    expect(await put(owner, team, owner.id, 'admin')).toMatchObject(lastOwner);
    expect(await put(owner, team, owner.id, 'owner')).toMatchObject({ status: 200 });
    await put(owner, team, admin.id, 'owner');
    expect((await owner.client.delete(team.path(owner.id))).status).toBe(204);
  });

  it('and a personal account keeps its person as one', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    const path = (user: string) => `/v1/accounts/${ada.accountId}/members/${user}`;
    expect(await ada.client.put(path(grace.id), { role: 'owner' })).toMatchObject({ status: 200 });
    const kept = { status: 409, body: { code: 'personal_account' } };
    expect(await grace.client.put(path(ada.id), { role: 'viewer' })).toMatchObject(kept);
    expect(await grace.client.delete(path(ada.id))).toMatchObject(kept);
    expect(await ada.client.delete(path(ada.id))).toMatchObject(kept);
  });

  it('when two owners demote each other, forty times', async () => {
    const team = await givenTeam();
    const { owner: ada, viewer: grace } = team.people;
    for (let round = 0; round < 40; round++) {
      const roles = await rolesOf(team);
      const owner =
        roles.filter((role) => role === 'owner').length === 2 ? null : await currentOwner(team, [ada, grace]);
      if (owner) await put(owner, team, owner === ada ? grace.id : ada.id, 'owner');
      const answers = await Promise.all([put(ada, team, grace.id, 'viewer'), put(grace, team, ada.id, 'viewer')]);
      // The one who was demoted a moment before may not act any more.
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      expect((await rolesOf(team)).filter((role) => role === 'owner')).toHaveLength(1);
    }
  });

  it('when both leave at once, forty times', async () => {
    const [ada, grace] = [await givenHuman(world), await givenHuman(world)];
    for (let round = 0; round < 40; round++) {
      const { id } = (await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Pair' })).body;
      await ada.client.put(`/v1/accounts/${id}/members/${grace.id}`, { role: 'owner' });
      const answers = await Promise.all(
        [ada, grace].map((who) => who.client.delete(`/v1/accounts/${id}/members/${who.id}`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    }
  });

  it('and of two admins who remove each other, one stays', async () => {
    const team = await givenTeam();
    const { owner, admin: ada, viewer: grace } = team.people;
    for (let round = 0; round < 20; round++) {
      for (const { id } of [ada, grace]) await put(owner, team, id, 'admin');
      const answers = await Promise.all([
        ada.client.delete(team.path(grace.id)),
        grace.client.delete(team.path(ada.id)),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    }
  });
});

async function currentOwner(team: Team, among: readonly Human[]): Promise<Human> {
  const sql = `SELECT user_id FROM account_members WHERE account_id = $1 AND role = 'owner'`;
  const ids = (await world.db.query<{ user_id: string }>(sql, [team.id])).rows.map((row) => row.user_id);
  const owner = among.find(({ id }) => ids.includes(id));
  if (!owner) throw new Error('The account has lost its owners');
  return owner;
}
