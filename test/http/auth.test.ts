import { v7 as uuidv7 } from 'uuid';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, signIn, unique } from '../support/given.js';
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

const givenBot = async (username: string): Promise<void> => {
  await world.db.query(`INSERT INTO users (id, kind, username, name) VALUES ($1, 'bot', $2, $2)`, [uuidv7(), username]);
};

describe('signing in', () => {
  it('answers a short-lived access token and a refresh token', async () => {
    const ada = await givenHuman(world);
    for (const login of [ada.username, ada.email, ada.username.toUpperCase(), ada.email.toUpperCase()]) {
      const answer = await nobody.post<Tokens>('/v1/auth/login', { login, password: ada.password });
      expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 900 } });
      expect(answer.body.refresh_token).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('answers the same for an unknown name, a wrong password and a disabled person', async () => {
    const [ada, disabled] = [await givenHuman(world), await givenHuman(world)];
    await (await givenAdmin(world)).patch(`/v1/admin/users/${disabled.id}`, { status: 'disabled' });
    const attempts = [
      { login: unique('nobody'), password: 'wrong' },
      { login: ada.username, password: 'wrong' },
      { login: disabled.username, password: disabled.password },
    ];
    const bodies = [];
    for (const attempt of attempts) {
      const { status, body, headers } = await nobody.post('/v1/auth/login', attempt);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="understudy"');
      bodies.push({ status, ...body, instance: '' });
    }
    expect(bodies[0]).toMatchObject({ status: 401, code: 'credentials_rejected' });
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  it('records who was refused, without the name that was tried', async () => {
    const login = unique('intruder');
    await nobody.post('/v1/auth/login', { login, password: 'wrong' });
    const sql = `SELECT outcome, details FROM audit_events WHERE action = 'login.refused' ORDER BY id DESC LIMIT 1`;
    const { rows } = await world.db.query(sql);
    expect(rows).toEqual([{ outcome: 'refused', details: { login: 'in…' } }]);
    expect(world.logs()).not.toContain(login);
  });

  it('is impossible for a bot, whatever the password, before anybody looks whether it exists', async () => {
    const bot = unique('bot-ada');
    await givenBot(bot);
    for (const login of [bot, bot.toUpperCase(), unique('bot-nobody')]) {
      const answer = await nobody.post('/v1/auth/login', { login, password: 'x' });
      expect(answer).toMatchObject({ status: 412, body: { code: 'account_is_bot', error_code: 1022 } });
    }
  });

  it('lets in somebody whose e-mail address begins with bot-', async () => {
    const ada = await givenHuman(world, { email: `${unique('bot-fan')}@example.org` });
    expect(await nobody.post('/v1/auth/login', { login: ada.email, password: ada.password })).toMatchObject({
      status: 200,
    });
  });

  it('answers the first tokens again for the same Idempotency-Key, to who knows the password', async () => {
    const ada = await givenHuman(world);
    const key = { 'idempotency-key': unique('key') };
    const body = { login: ada.username, password: ada.password };
    const first = await nobody.post<Tokens>('/v1/auth/login', body, key);
    const again = await nobody.post<Tokens>('/v1/auth/login', body, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await nobody.post('/v1/auth/login', { ...body, password: 'wrong' }, key)).toMatchObject({ status: 401 });
  });

  it('is slowed down for a name after too many wrong passwords, also when it is right at last', async () => {
    const strict = await world.replica({ FAILED_LOGINS_BEFORE_DELAY: '3' });
    const client = new Client(strict.url);
    const ada = await givenHuman(world);
    const attempt = (password: string) => client.post('/v1/auth/login', { login: ada.username, password });
    for (let i = 0; i < 2; i++) expect(await attempt('wrong')).toMatchObject({ status: 401 });
    // The right one forgives.
    expect(await attempt(ada.password)).toMatchObject({ status: 200 });
    for (let i = 0; i < 3; i++) {
      const refused = await attempt('wrong');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('ratelimit-policy')).toContain('"failed-sign-ins";q=3;w=900');
      expect(refused.headers.get('ratelimit')).toContain(`"failed-sign-ins";r=${3 - i};t=`);
    }
    const slowed = await attempt(ada.password);
    expect(slowed).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('answers few of many guesses that are sent at once', async () => {
    const strict = await world.replica({ FAILED_LOGINS_BEFORE_DELAY: '3' });
    const client = new Client(strict.url);
    const ada = await givenHuman(world);
    const guesses = Array.from({ length: 40 }, () =>
      client.post('/v1/auth/login', { login: ada.username, password: 'wrong' }),
    );
    const answered = (await Promise.all(guesses)).filter(({ status }) => status === 401);
    expect(answered.length).toBeGreaterThanOrEqual(3);
    // Two hashes run at once.
    expect(answered.length).toBeLessThanOrEqual(4);
  });
});

it('signing out ends that login and no other', async () => {
  const ada = await givenHuman(world);
  const other = await signIn(world, ada.username, ada.password);
  const answer = await ada.client.post('/v1/auth/logout');
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie()[0]).toContain('us_refresh=;');
  expect(await ada.client.get('/v1/me')).toMatchObject({ status: 401 });
  expect(await nobody.post('/v1/auth/refresh', { refresh_token: ada.refreshToken })).toMatchObject({ status: 401 });
  expect(await other.client.get('/v1/me')).toMatchObject({ status: 200 });
});
