import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, givenServiceKey, identity } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const RESOLVE = '/v1/platform-linking/resolve';
const KEYS = '/v1/admin/service-keys';

/** The same answer to everybody whose key is not accepted. */
const resolveWith = (world: World, key?: string) =>
  new Client(world.url, key === undefined ? {} : { 'x-bot-api-key': key }).post(RESOLVE, identity());

describe('a service key', () => {
  let world: World;
  let admin: Client;

  beforeAll(async () => {
    world = await startWorld();
    admin = await givenAdmin(world);
  });
  afterAll(() => world.close());

  it('is shown once, carries a checksum, and is stored as a digest only', async () => {
    const { id, key } = await givenServiceKey(world, { name: 'discord', platforms: ['DISCORD'], proof: 'code' });
    expect(key).toMatch(/^us_svc_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    const listed = await admin.get<{ items: Record<string, unknown>[] }>(KEYS);
    const mine = listed.body.items.find((one) => one.id === id);
    expect(mine).toMatchObject({ name: 'discord', platforms: ['DISCORD'], proof: 'code', scopes: ['linking'] });
    expect(mine).not.toHaveProperty('key');
    expect(JSON.stringify(listed.body)).not.toContain(key);
    const { rows } = await world.db.query<{ row: string }>(`SELECT s::text AS row FROM machine_key_secrets s`);
    expect(rows.filter(({ row }) => row.includes(key.slice(14)))).toEqual([]);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another shape', 'secret'],
    ['with a wrong checksum', `us_svc_${'a'.repeat(43)}_${'0'.repeat(6)}`],
    ['of another kind', `us_sys_${'a'.repeat(43)}_${'0'.repeat(6)}`],
    ['very long', 'x'.repeat(9000)],
  ])('is 401 when it is %s', async (_, key) => {
    await givenServiceKey(world);
    const answer = await resolveWith(world, key);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="understudy"');
  });

  it('works until it is revoked, and not on the next call', async () => {
    const { id, key } = await givenServiceKey(world);
    expect((await resolveWith(world, key)).status).toBe(200);
    expect((await admin.delete(`${KEYS}/${id}`)).status).toBe(204);
    expect(await resolveWith(world, key)).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
    expect((await admin.delete(`${KEYS}/${id}`)).status).toBe(404);
    expect((await admin.post(`${KEYS}/${id}/rotate`, {})).status).toBe(404);
  });

  it('works until it expires', async () => {
    const { id, key } = await givenServiceKey(world, { expires_at: new Date(Date.now() + 60_000).toISOString() });
    expect((await resolveWith(world, key)).status).toBe(200);
    await world.db.query(`UPDATE machine_keys SET expires_at = now() WHERE id = $1`, [id]);
    expect((await resolveWith(world, key)).status).toBe(401);
    const past = await admin.post(KEYS, { name: 'x', scopes: ['linking'], expires_at: '2020-01-01T00:00:00Z' });
    expect(past.status).toBe(422);
  });

  it('gets a new secret by rotation, and the old one works until the overlap ends', async () => {
    const { id, key } = await givenServiceKey(world);
    const rotated = await admin.post<{ key: string; id: string }>(`${KEYS}/${id}/rotate`, { overlap_seconds: 3600 });
    expect(rotated).toMatchObject({ status: 200, body: { id } });
    expect((await resolveWith(world, key)).status).toBe(200);
    expect((await resolveWith(world, rotated.body.key)).status).toBe(200);
    const now = await admin.post<{ key: string }>(`${KEYS}/${id}/rotate`, { overlap_seconds: 0 });
    expect((await resolveWith(world, key)).status).toBe(401);
    expect((await resolveWith(world, rotated.body.key)).status).toBe(401);
    expect((await resolveWith(world, now.body.key)).status).toBe(200);
  });

  it('is not rotated twice by a retry', async () => {
    const { id } = await givenServiceKey(world);
    const headers = { 'idempotency-key': 'rotate' };
    const [first, second] = await Promise.all([
      admin.post<{ key: string }>(`${KEYS}/${id}/rotate`, {}, headers),
      admin.post<{ key: string }>(`${KEYS}/${id}/rotate`, {}, headers),
    ]);
    expect(first.status).toBe(200);
    expect(second.body.key).toBe(first.body.key);
    await world.db.query(`UPDATE idempotent_answers SET secret_until = now() WHERE secret_until IS NOT NULL`);
    const late = await admin.post(`${KEYS}/${id}/rotate`, {}, headers);
    expect(late).toMatchObject({ status: 409, body: { code: 'secret_already_shown' } });
    const other = await admin.post(`${KEYS}/${id}/rotate`, {}, { 'idempotency-key': 'another' });
    expect(other.status).toBe(200);
  });

  it('reaches only its platforms', async () => {
    const { client } = await givenServiceKey(world, { platforms: ['DISCORD'] });
    expect((await client.post(RESOLVE, identity('DISCORD'))).status).toBe(200);
    const refused = [
      await client.post(RESOLVE, identity('SLACK')),
      await client.post('/v1/platform-linking/tokens', identity('SLACK')),
      await client.post(`${RESOLVE}/batch`, { identities: [identity('DISCORD'), identity('SLACK')] }),
    ];
    for (const answer of refused) expect(answer).toMatchObject({ status: 403, body: { code: 'platform_not_allowed' } });
  });

  it('needs the scope linking', async () => {
    const { client } = await givenServiceKey(world, { scopes: ['chat'] });
    expect(await client.post(RESOLVE, identity())).toMatchObject({
      status: 403,
      body: { code: 'scope_missing', scope: 'linking' },
    });
  });

  it('is never taken together with another credential', async () => {
    const { client } = await givenServiceKey(world);
    const { accessToken } = await givenHuman(world);
    const both = client.with({ authorization: `Bearer ${accessToken}` });
    for (const answer of [await both.post(RESOLVE, identity()), await both.get('/v1/platform-linking/links')]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'credentials_conflict' } });
    }
  });

  it('does not open what people do, nor does a person open what services do', async () => {
    const { client } = await givenServiceKey(world);
    expect((await client.get('/v1/platform-linking/links')).status).toBe(401);
    expect((await client.post(`/v1/platform-linking/tokens/${'A'.repeat(43)}/confirm`)).status).toBe(401);
    expect((await (await givenHuman(world)).client.post(RESOLVE, identity())).status).toBe(401);
  });

  it('is managed by system admins alone', async () => {
    const { client } = await givenHuman(world);
    expect(await client.get(KEYS)).toMatchObject({ status: 403, body: { code: 'system_admin_required' } });
    expect((await client.post(KEYS, { name: 'x', scopes: ['linking'] })).status).toBe(403);
    expect((await new Client(world.url).get(KEYS)).status).toBe(401);
  });

  it.each([
    ['no name', { scopes: ['linking'] }],
    ['no scope', { name: 'x', scopes: [] }],
    ['an unknown scope', { name: 'x', scopes: ['admin'] }],
    ['a scope twice', { name: 'x', scopes: ['chat', 'chat'] }],
    ['an unknown platform', { name: 'x', scopes: ['chat'], platforms: ['IRC'] }],
    ['an id of its own', { name: 'x', scopes: ['chat'], id: 'x' }],
    ['an expiry as a day of the year', { name: 'x', scopes: ['chat'], expires_at: '2036-335' }],
  ])('is not made with %s', async (_, body) => {
    expect((await admin.post(KEYS, body)).status).toBe(422);
  });

  it('shows when it was used, though no use writes by itself', async () => {
    const { id, key } = await givenServiceKey(world);
    const lastUse = async () => {
      const { body } = await admin.get<{ items: { id: string; last_used_at: string | null }[] }>(KEYS);
      return body.items.find((one) => one.id === id)?.last_used_at;
    };
    const replica = await world.replica();
    expect((await resolveWith(replica, key)).status).toBe(200);
    expect(await lastUse()).toBeNull();
    await replica.close();
    expect(Date.parse((await lastUse()) ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });
});
