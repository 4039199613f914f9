import { createHash } from 'node:crypto';
import { Client } from '../support/client.js';
import { givenHuman, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

interface Tokens {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly refresh_token?: string;
}

let world: World;
let nobody: Client;

beforeAll(async () => {
  world = await startWorld();
  nobody = new Client(world.url);
});
afterAll(() => world.close());

const actionsAbout = async (userId: string): Promise<string[]> => {
  const sql = 'SELECT action FROM audit_events WHERE subject_id = $1 ORDER BY id';
  return (await world.db.query<{ action: string }>(sql, [userId])).rows.map(({ action }) => action);
};

describe('refreshing', () => {
  const refresh = (token: string | undefined, key?: string) =>
    nobody.post<Tokens>(
      '/v1/auth/refresh',
      { refresh_token: token },
      key === undefined ? {} : { 'idempotency-key': key },
    );

  it('exchanges a refresh token for new tokens of the same login', async () => {
    const ada = await givenHuman(world);
    const answer = await refresh(ada.refreshToken);
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 900 } });
    expect(answer.body.refresh_token).not.toBe(ada.refreshToken);
    const me = await nobody.with({ authorization: `Bearer ${answer.body.access_token}` }).get('/v1/me');
    expect(me).toMatchObject({ status: 200, body: { id: ada.id } });
  });

  it('ends the login when a spent refresh token comes again', async () => {
    const ada = await givenHuman(world);
    const next = await refresh(ada.refreshToken);
    expect(await refresh(ada.refreshToken)).toMatchObject({ status: 401, body: { code: 'credentials_rejected' } });
    expect(await refresh(next.body.refresh_token)).toMatchObject({ status: 401 });
    expect(await ada.client.get('/v1/me')).toMatchObject({ status: 401 });
    const { rows } = await world.db.query('SELECT end_reason FROM logins WHERE user_id = $1', [ada.id]);
    expect(rows).toEqual([{ end_reason: 'reuse' }]);
    expect(await actionsAbout(ada.id)).toContain('login.reuse_detected');
  });

  it('succeeds once of fifty times at once, on two replicas', async () => {
    const ada = await givenHuman(world);
    const clients = [nobody, new Client((await world.replica()).url)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (clients[i % 2] ?? nobody).post('/v1/auth/refresh', { refresh_token: ada.refreshToken }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
    expect((await actionsAbout(ada.id)).filter((action) => action === 'login.reuse_detected')).toHaveLength(1);
  });

  it('may be repeated with the same Idempotency-Key when the answer was lost', async () => {
    const ada = await givenHuman(world);
    const key = unique('key');
    const first = await refresh(ada.refreshToken, key);
    const again = await refresh(ada.refreshToken, key);
    expect(again.body).toEqual(first.body);
    expect(await refresh(again.body.refresh_token)).toMatchObject({ status: 200 });
  });

  it.each([
    ['unknown', { refresh_token: 'A'.repeat(43) }, 401, 'credentials_rejected'],
    ['absent', {}, 401, 'credentials_missing'],
    ['malformed', { refresh_token: 'A' }, 422, 'request_invalid'],
    ['null', { refresh_token: null }, 422, 'request_invalid'],
  ])('is refused with an %s refresh token', async (_what, body, status, code) => {
    expect(await nobody.post('/v1/auth/refresh', body)).toMatchObject({ status, body: { code } });
  });

  it('is refused once the login has expired by the clock of the database', async () => {
    const ada = await givenHuman(world);
    await world.db.query(`UPDATE logins SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [ada.id]);
    expect(await refresh(ada.refreshToken)).toMatchObject({ status: 401 });
    expect(await ada.client.get('/v1/me')).toMatchObject({ status: 401 });
  });

  it('never makes a login live longer than 90 days', async () => {
    const ada = await givenHuman(world);
    await world.db.query(`UPDATE logins SET created_at = now() - interval '80 days' WHERE user_id = $1`, [ada.id]);
    await refresh(ada.refreshToken);
    const sql = `SELECT round(extract(epoch FROM expires_at - now()) / 86400) AS days FROM logins WHERE user_id = $1`;
    expect((await world.db.query(sql, [ada.id])).rows).toEqual([{ days: '10' }]);
  });

  it('keeps nothing of the token but its digest', async () => {
    const ada = await givenHuman(world);
    const digest = createHash('sha256').update(ada.refreshToken).digest();
    const sql = 'SELECT superseded_at FROM refresh_tokens WHERE token_hash = $1';
    expect((await world.db.query(sql, [digest])).rows).toEqual([{ superseded_at: null }]);
  });
});

describe("the console's refresh cookie", () => {
  const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

  const cookieOf = (headers: Headers): string =>
    headers.getSetCookie().find((line) => line.startsWith('us_refresh=')) ?? '';

  const givenCookie = async (): Promise<string> => {
    const { username: login, password } = await givenHuman(world);
    const answer = await nobody.post('/v1/auth/login', { login, password, cookie: true });
    return cookieOf(answer.headers).split(';')[0] ?? '';
  };

  it('holds the refresh token where no page can read it', async () => {
    const ada = await givenHuman(world);
    const body = { login: ada.username, password: ada.password, cookie: true };
    const answer = await nobody.post('/v1/auth/login', body);
    expect(answer.body).not.toHaveProperty('refresh_token');
    const cookie = cookieOf(answer.headers);
    expect(cookie).toMatch(/^us_refresh=[A-Za-z0-9_-]{43};/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/v1/auth', 'Max-Age=2592000']) {
      expect(cookie).toContain(attribute);
    }
    expect(cookie).not.toContain('Secure');
    const https = await world.replica({ PUBLIC_URL: 'https://understudy.example.org' });
    expect(cookieOf((await new Client(https.url).post('/v1/auth/login', body)).headers)).toContain('; Secure');
  });

  it('refreshes, and is replaced by the next one', async () => {
    const cookie = await givenCookie();
    const answer = await nobody.post('/v1/auth/refresh', undefined, { ...SAME_ORIGIN, cookie });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(cookieOf(answer.headers)).toMatch(/^us_refresh=/);
    expect(cookieOf(answer.headers)).not.toContain(cookie);
  });

  it('is accepted from our own origin only', async () => {
    const cookie = await givenCookie();
    const hostile: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://evil.localhost:3000' },
      { origin: 'null' },
    ];
    for (const headers of hostile) {
      const answer = await nobody.post('/v1/auth/refresh', {}, { ...headers, cookie });
      expect(answer).toMatchObject({ status: 403, body: { code: 'csrf_refused' } });
    }
    const own = await nobody.post('/v1/auth/refresh', {}, { origin: 'http://localhost:3000', cookie });
    expect(own.status).toBe(200);
  });

  it('is refused beside a token in the body', async () => {
    const cookie = await givenCookie();
    const body = { refresh_token: 'A'.repeat(43) };
    const answer = await nobody.post('/v1/auth/refresh', body, { ...SAME_ORIGIN, cookie });
    expect(answer).toMatchObject({ status: 400, body: { code: 'credentials_conflict' } });
  });

  it("does not let anybody have another one's answer by its Idempotency-Key", async () => {
    const [mine, yours] = [await givenCookie(), await givenCookie()];
    const key = { ...SAME_ORIGIN, 'idempotency-key': unique('key') };
    const first = await nobody.post('/v1/auth/refresh', {}, { ...key, cookie: mine });
    const again = await nobody.post('/v1/auth/refresh', {}, { ...key, cookie: mine });
    expect(again.body).toEqual(first.body);
    expect(cookieOf(again.headers)).toBe(cookieOf(first.headers));
    expect(await nobody.post('/v1/auth/refresh', {}, { ...key, cookie: yours })).toMatchObject({ status: 422 });
  });

  it('is no credential anywhere else', async () => {
    expect(await nobody.get('/v1/me', { ...SAME_ORIGIN, cookie: await givenCookie() })).toMatchObject({ status: 401 });
  });
});
