import { eventually } from '../support/eventually.js';
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

describe('a bot user', () => {
  it.each([
    ['helper', 422, 'bot_username_prefix_required'],
    ['robot-helper', 422, 'bot_username_prefix_required'],
    ['bot-', 422, 'request_invalid'],
    [`bot-${'a'.repeat(61)}`, 422, 'request_invalid'],
    ['bot-a b', 422, 'request_invalid'],
    ['bot-ад', 422, 'request_invalid'],
    ['bot-ﬁ', 422, 'request_invalid'],
    ['bot-a\u200b', 422, 'request_invalid'],
    ['', 422, 'request_invalid'],
    [7, 422, 'request_invalid'],
  ])('is not called %j', async (username, status, code) => {
    expect(await ada.client.put(BOTS, { username })).toMatchObject({ status, body: { code } });
    const { username: mine } = await givenBot(ada);
    expect(await ada.client.patch(`${BOTS}/${mine}`, { username })).toMatchObject({ status, body: { code } });
  });

  it.each([[`bot-${'a'.repeat(60)}`], ['bot-a'], ['bot-a.b_c-1'], ['bot--']])('may be called %s', async (username) => {
    expect((await ada.client.put(BOTS, { username })).status).toBe(201);
  });

  it.each([
    ['a name of nothing', { name: ' \u200b ' }],
    ['a long name', { name: 'a'.repeat(121) }],
    ['an owner of its own choice', { owner: { id: 'x' } }],
    ['an e-mail address', { email: 'bot@example.org' }],
    ['a password', { password: 'a rather long password 4711' }],
    ['admin rights', { is_system_admin: true }],
  ])('does not get %s', async (_, more) => {
    const answer = await ada.client.put(BOTS, { username: unique('bot-x'), ...more });
    expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
  });

  it('has a name that nobody else has, in whatever case, also when two ask at once', async () => {
    const { username } = await givenBot(ada);
    const taken = { status: 409, body: { code: 'username_taken' } };
    expect(await grace.client.put(BOTS, { username: username.toUpperCase() })).toMatchObject(taken);
    const other = await givenBot(grace);
    expect(await grace.client.patch(`${BOTS}/${other.id}`, { username })).toMatchObject(taken);
    const name = unique('bot-race');
    const answers = await Promise.all([ada, grace].map(({ client }) => client.put(BOTS, { username: name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('users found by the beginning of their name', () => {
  it('are people and own bots, and say which is which', async () => {
    const prefix = unique('bot-find');
    await givenBot(ada, `${prefix}-ada`);
    await givenBot(grace, `${prefix}-grace`);
    const find = async (who: Human, q: string) =>
      (await who.client.get<{ items: { username: string; is_bot: boolean }[] }>(`/v1/users?q=${q}`)).body.items;
    expect(await find(ada, prefix.toUpperCase())).toMatchObject([{ username: `${prefix}-ada`, is_bot: true }]);
    expect(await find(grace, prefix)).toMatchObject([{ username: `${prefix}-grace`, is_bot: true }]);
    const [found] = await find(ada, grace.username);
    expect(found).toMatchObject({ username: grace.username, is_bot: false });
    expect(found).not.toHaveProperty('email');
    expect((await ada.client.get('/v1/users')).status).toBe(422);
  });

  it('are for a bot the people and the bots of its owner', async () => {
    const prefix = unique('bot-kin');
    const bot = await givenBot(ada, `${prefix}-1`);
    await givenBot(grace, `${prefix}-2`);
    const token = await givenBotToken(world, ada, bot, { permissions: { users: ['read'] } });
    const found = await token.client.get<{ items: object[] }>(`/v1/users?q=${prefix}`);
    expect(found.body.items).toMatchObject([{ username: `${prefix}-1` }]);
  });

  it('are found by an index, among many', async () => {
    await world.db.query(
      `INSERT INTO users (id, kind, username, name, status)
       SELECT gen_random_uuid(), 'human', 'crowd-' || n, 'crowd', 'active' FROM generate_series(1, 20000) n`,
    );
    await world.db.query('ANALYZE users');
    const scans = async (): Promise<number> => {
      const sql = `SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'users_username_prefix_idx'`;
      return Number((await world.db.query<{ idx_scan: string }>(sql)).rows[0]?.idx_scan);
    };
    const before = await scans();
    const found = await ada.client.get<{ items: object[] }>('/v1/users?q=crowd-1234');
    expect(found.body.items).toHaveLength(11);
    // PostgreSQL counts with a delay.
    await eventually(async () => (await scans()) > before);
  });
});
