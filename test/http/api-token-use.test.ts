import { givenHuman, givenServiceKey, identity, type Human } from '../support/given.js';
import { bearing, BOTS, givenBot, givenBotToken, givenToken, type Bot } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

const SELF = '/v1/tokens/self';
/** Sets the clock that dates are read from, and no other. */
const setClock = (now: number): unknown =>
  jest.useFakeTimers({
    now,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
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
  it('works until it is revoked, and not on the next request on any replica', async () => {
    const replica = await world.replica();
    for (const path of paths()) {
      const made = (
        await ada.client.put<{ id: string; token: string }>(path, { title: 'x', permissions: { me: ['read'] } })
      ).body;
      const there = bearing(replica, made.token);
      expect((await there.get('/v1/me')).status).toBe(200);
      expect((await ada.client.delete(`${path}/${made.id}`)).status).toBe(204);
      expect(await there.get('/v1/me')).toMatchObject(rejected);
      const gone = { status: 404, body: { code: 'api_token_not_found' } };
      expect(await ada.client.get(`${path}/${made.id}`)).toMatchObject(gone);
      expect(await ada.client.delete(`${path}/${made.id}`)).toMatchObject(gone);
      expect(await ada.client.post(`${path}/${made.id}/rotate`, {})).toMatchObject(gone);
    }
  });

  it('expires by the clock of the database', async () => {
    const expires = new Date(Date.now() + 60_000).toISOString();
    const { id, client } = await givenBotToken(world, ada, bot, { expires_at: expires });
    expect(await client.get(SELF)).toMatchObject({ status: 200, body: { expires_at: expires } });
    await world.db.query('UPDATE api_tokens SET expires_at = now() WHERE id = $1', [id]);
    expect(await client.get(SELF)).toMatchObject(rejected);
    expect((await ada.client.get(`${BOTS}/${bot.id}/tokens/${id}`)).status).toBe(404);
  });

  it('lives no longer than TOKEN_MAX_LIFETIME_DAYS', async () => {
    const strict = await world.replica({ TOKEN_MAX_LIFETIME_DAYS: '30' });
    const client = ada.client.at(strict.url);
    const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
    const make = (more: object) =>
      client.put<{ expires_at: string }>('/v1/user/tokens', { title: 'x', permissions: { me: ['read'] }, ...more });
    expect((await make({ expires_at: days(29) })).status).toBe(201);
    expect(await make({ expires_at: days(31) })).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'too_late' }] },
    });
    const latest = Date.parse((await make({})).body.expires_at);
    expect(Math.abs(latest - Date.parse(days(30)))).toBeLessThan(60_000);
  });

  it('is accepted from its networks only', async () => {
    const inside = await givenToken(world, ada, { allowed_cidrs: ['10.0.0.0/8', '127.0.0.0/8'] });
    expect((await inside.client.get(SELF)).status).toBe(200);
    const outside = await givenToken(world, ada, { allowed_cidrs: ['10.0.0.0/8', '2001:db8::/32'] });
    expect(await outside.client.get(SELF)).toMatchObject(rejected);
  });

  it('was used when the database says so, however far off the clock of a replica is', async () => {
    const { id, secret } = await givenToken(world, ada);
    const service = await givenServiceKey(world);
    const replica = await world.replica();
    setClock(Date.now() + 25 * 60 * 60 * 1000);
    try {
      expect((await bearing(replica, secret).get(SELF)).status).toBe(200);
      expect((await service.client.at(replica.url).post('/v1/platform-linking/resolve', identity())).status).toBe(200);
      await replica.close();
    } finally {
      jest.useRealTimers();
    }
    for (const [table, used] of [
      ['api_tokens', id],
      ['machine_keys', service.id],
    ]) {
      const sql = `SELECT extract(epoch FROM now() - last_used_at)::float8 AS ago FROM ${table} WHERE id = $1`;
      const ago = (await world.db.query<{ ago: number }>(sql, [used])).rows[0]?.ago;
      expect(ago).toBeGreaterThanOrEqual(0);
      expect(ago).toBeLessThan(60);
    }
  });

  it('shows when and from where it was used, at most a minute late, though no use writes', async () => {
    const fresh = await givenBot(ada);
    const { id, secret } = await givenBotToken(world, ada, fresh);
    const replica = await world.replica();
    /** Which transaction wrote each row last; statistics of the tables come late. */
    const writes = async () => {
      const sql = `SELECT xmin FROM api_tokens WHERE id = $1 UNION ALL SELECT xmin FROM api_token_secrets WHERE token_id = $1
        UNION ALL SELECT xmin FROM users WHERE id = $2`;
      return (await world.db.query<object>(sql, [id, fresh.id])).rows;
    };
    const before = await writes();
    for (let i = 0; i < 20; i++) expect((await bearing(replica, secret).get(SELF)).status).toBe(200);
    expect(await writes()).toEqual(before);
    const path = `${BOTS}/${fresh.id}/tokens/${id}`;
    expect(await ada.client.get(path)).toMatchObject({ body: { last_used_at: null } });
    await replica.close();
    const used = (await ada.client.get<{ last_used_at: string; last_used_ip: string }>(path)).body;
    expect(Date.parse(used.last_used_at)).toBeGreaterThan(Date.now() - 60_000);
    expect(used.last_used_ip).toBe('127.0.0.0');
    expect(await ada.client.get(`${BOTS}/${fresh.id}`)).toMatchObject({ body: { last_active_at: used.last_used_at } });
  });

  it('is checked with one statement, that requests of the same moment share', async () => {
    const { secret } = await givenBotToken(world, ada, bot);
    const quiet = await world.replica();
    const statements = async () => {
      const { body } = await bearing(quiet, '').get<{ text: string }>('/metrics');
      const line = body.text.split('\n').find((one) => one.includes('batch_size_count{lookup="api_token"}'));
      return Number(line?.split(' ')[1] ?? 0);
    };
    for (let i = 0; i < 5; i++) await bearing(quiet, secret).get(SELF);
    expect(await statements()).toBe(5);
    await Promise.all(Array.from({ length: 100 }, () => bearing(quiet, secret).get(SELF)));
    // How many share depends on how they arrive; that some do is what counts.
    expect(await statements()).toBeLessThan(5 + 100);
    await quiet.close();
  });
});
