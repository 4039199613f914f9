import { givenHuman, unique, type Human } from '../support/given.js';
import { bearing, BOTS, givenBot, givenBotToken, givenToken, type Bot } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

const SELF = '/v1/tokens/self';
const rejected = { status: 401, body: { code: 'credentials_rejected' } };

let world: World;
let ada: Human;
let bot: Bot;

beforeAll(async () => {
  world = await startWorld();
  ada = await givenHuman(world);
  bot = await givenBot(ada);
});
afterAll(() => world.close());

const paths = (): string[] => ['/v1/user/tokens', `${BOTS}/${bot.id}/tokens`];

describe('an API token', () => {
  it('is shown once, carries a checksum, and is stored as a digest only', async () => {
    for (const [path, kind] of [[paths()[0], 'pat'] as const, [paths()[1], 'bot'] as const]) {
      const permissions = { passthrough: ['use'], 'bot-connections': ['read'] };
      const made = await ada.client.put<{ id: string; token: string }>(path ?? '', { title: 'nightly', permissions });
      expect(made.status).toBe(201);
      const { token, ...view } = made.body;
      expect(token).toMatch(new RegExp(`^us_${kind}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$`));
      expect(view).toEqual({
        id: expect.any(String) as string,
        title: 'nightly',
        permissions,
        token_prefix: token.slice(0, 13),
        generation: 1,
        account_id: null,
        allowed_cidrs: null,
        passthrough_rules: null,
        created_at: expect.any(String) as string,
        expires_at: null,
        rotated_at: null,
        last_used_at: null,
        last_used_ip: null,
        leak_reported_at: null,
      });
      expect((await ada.client.get(`${path}/${made.body.id}`)).body).toEqual(view);
      expect(JSON.stringify((await ada.client.get(path ?? '')).body)).not.toContain(token);
      const { rows } = await world.db.query<{ row: string }>(
        `SELECT t::text AS row FROM api_tokens t UNION ALL SELECT s::text FROM api_token_secrets s`,
      );
      expect(rows.filter(({ row }) => row.includes(token.slice(14)))).toEqual([]);
    }
  });

  it('says what it is and may do', async () => {
    const { id, client } = await givenBotToken(world, ada, bot, { title: 'self', permissions: { audit: ['read'] } });
    expect((await client.get(SELF)).body).toEqual({
      id,
      title: 'self',
      permissions: { audit: ['read'] },
      token_prefix: expect.stringMatching(/^us_bot_/) as string,
      generation: 1,
      account_id: null,
      passthrough_rules: null,
      created_at: expect.any(String) as string,
      expires_at: null,
      user: { id: bot.id, username: bot.username, is_bot: true },
      owner: { id: ada.id, username: ada.username, is_bot: false },
    });
    const own = await givenToken(world, ada);
    expect(await own.client.get(SELF)).toMatchObject({ body: { user: { username: ada.username }, owner: null } });
  });

  it('is sent as Token or as Bearer', async () => {
    const { secret } = await givenToken(world, ada);
    for (const scheme of ['Token', 'Bearer', 'token']) {
      const answer = await bearing(world, secret).get(SELF, { authorization: `${scheme} ${secret}` });
      expect(answer.status).toBe(200);
    }
  });

  it.each([
    ['with a wrong checksum', `us_bot_${'a'.repeat(43)}_${'0'.repeat(6)}`],
    ['of another shape', 'us_pat_short'],
    ['of a kind that is none', `us_xyz_${'a'.repeat(43)}_${'0'.repeat(6)}`],
  ])('is 401 %s, and costs no look-up', async (_, secret) => {
    const lookups = async (): Promise<string> => {
      const { body } = await bearing(world, '').get<{ text: string }>('/metrics');
      return body.text.split('\n').find((line) => line.includes('batch_size_count{lookup="api_token"}')) ?? '';
    };
    const before = await lookups();
    expect(await bearing(world, secret).get('/v1/me')).toMatchObject(rejected);
    expect(await bearing(world, secret).get(SELF)).toMatchObject(rejected);
    expect(await lookups()).toBe(before);
  });

  it('is the only credential of a request', async () => {
    const { client } = await givenToken(world, ada);
    const both = await client.get('/v1/me', { 'x-bot-api-key': 'us_svc_x' });
    expect(both).toMatchObject({ status: 400, body: { code: 'credentials_conflict' } });
  });

  it.each([
    ['no title', { title: undefined }],
    ['an empty title', { title: ' \u200b' }],
    ['a long title', { title: 'a'.repeat(121) }],
    ['no permissions', { permissions: {} }],
    ['an unknown group', { permissions: { admin: ['read'] } }],
    ['an unknown permission', { permissions: { me: ['write'] } }],
    ['a permission twice', { permissions: { me: ['read', 'read'] } }],
    ['an empty group', { permissions: { me: [] } }],
    ['permissions that are a list', { permissions: ['me:read'] }],
    ['permissions of an inherited name', { permissions: { toString: ['read'] } }],
    ['an expiry in the past', { expires_at: '2020-01-01T00:00:00Z' }],
    ['an expiry that is no time', { expires_at: 'tomorrow' }],
    ['an expiry as a week, which ISO 8601 knows', { expires_at: '2036-W01-1' }],
    ['a network that is none', { allowed_cidrs: ['10.0.0.0/33'] }],
    ['no network', { allowed_cidrs: [] }],
    ['an id of its own', { id: 'x' }],
    ['scopes', { scopes: ['me:read'] }],
  ])('is not made with %s', async (_, wrong) => {
    for (const path of paths()) {
      const answer = await ada.client.put(path, { title: 'x', permissions: { me: ['read'] }, ...wrong });
      expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
    }
  });

  it('is made once by a retry, which gets the same secret', async () => {
    for (const path of paths()) {
      const [body, headers] = [{ title: 'once', permissions: { me: ['read'] } }, { 'idempotency-key': unique('key') }];
      const [first, again] = [await ada.client.put(path, body, headers), await ada.client.put(path, body, headers)];
      expect(again).toMatchObject({ status: 201, body: first.body });
    }
  });
});

describe('twenty live tokens', () => {
  it.each(['a person', 'a bot'])('are all that %s gets, of fifty at once', async (who) => {
    const owner = await givenHuman(world);
    const path = who === 'a bot' ? `${BOTS}/${(await givenBot(owner)).id}/tokens` : '/v1/user/tokens';
    const make = () => owner.client.put(path, { title: 'x', permissions: { me: ['read'] } });
    const answers = await Promise.all(Array.from({ length: 50 }, make));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'too_many_api_tokens', limit: 20 } });
    }
    const listed = (await owner.client.get<{ items: { id: string }[] }>(path)).body.items;
    expect(listed).toHaveLength(20);
    expect((await owner.client.delete(`${path}/${listed[0]?.id}`)).status).toBe(204);
    expect((await make()).status).toBe(201);
    await world.db.query('UPDATE api_tokens SET expires_at = now() WHERE id = $1', [listed[1]?.id]);
    expect((await make()).status).toBe(201);
    expect((await make()).status).toBe(409);
  });
});

describe('tokens of somebody else', () => {
  it('are not seen, rotated or revoked', async () => {
    const { id, client } = await givenToken(world, ada);
    const grace = (await givenHuman(world)).client;
    const gone = { status: 404, body: { code: 'api_token_not_found' } };
    expect(await grace.get(`/v1/user/tokens/${id}`)).toMatchObject(gone);
    expect(await grace.delete(`/v1/user/tokens/${id}`)).toMatchObject(gone);
    expect(await grace.post(`/v1/user/tokens/${id}/rotate`, {})).toMatchObject(gone);
    const of = await givenBot(ada);
    expect(await ada.client.delete(`${BOTS}/${of.id}/tokens/${id}`)).toMatchObject(gone);
    expect((await client.get(SELF)).status).toBe(200);
  });
});
