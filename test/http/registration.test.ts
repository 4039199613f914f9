import { Client } from '../support/client.js';
import { givenHuman, signIn, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const PASSWORD = 'seven blue teapots sing';

let world: World;
let nobody: Client;

// What a password costs is part of what is tested here.
process.env.TEST_PASSWORDS = 'dear';

beforeAll(async () => {
  world = await startWorld();
  nobody = new Client(world.url);
});
afterAll(() => world.close());

const actionsAbout = async (userId: string): Promise<string[]> => {
  const sql = 'SELECT action FROM audit_events WHERE subject_id = $1 ORDER BY id';
  return (await world.db.query<{ action: string }>(sql, [userId])).rows.map(({ action }) => action);
};

describe('registering', () => {
  const registration = (overrides: object = {}): Record<string, unknown> => {
    const username = unique('ada');
    return { email: `${username}@example.org`, username, password: PASSWORD, ...overrides };
  };

  it('makes a person and a personal account that the person owns', async () => {
    const username = unique('Ada');
    const email = `${username}@Example.org`;
    const answer = await nobody.post<{ user: { id: string }; account: { id: string } }>('/v1/auth/register', {
      ...registration(),
      username,
      email,
      name: '  Ada\u202e   Lovelace ',
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        user: {
          username: username.toLowerCase(),
          email: email.toLowerCase(),
          name: 'Ada Lovelace',
          is_bot: false,
          status: 'active',
          is_system_admin: false,
        },
        account: { name: 'Ada Lovelace', role: 'owner', personal: true, bot_fallback: 'none' },
      },
    });
    const { client } = await signIn(world, email, PASSWORD);
    const account = await client.get(`/v1/accounts/${answer.body.account.id}`);
    expect(account).toMatchObject({ status: 200, body: { personal: true, role: 'owner', bot_fallback: 'none' } });
    expect(await actionsAbout(answer.body.user.id)).toEqual(['user.registered', 'account.created', 'login.started']);
  });

  it('is done once for one Idempotency-Key', async () => {
    const [body, key] = [registration(), { 'idempotency-key': unique('key') }];
    const answers = await Promise.all(Array.from({ length: 5 }, () => nobody.post('/v1/auth/register', body, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await nobody.post('/v1/auth/register', registration(), key)).toMatchObject({ status: 422 });
    expect(await nobody.post('/v1/auth/register', body)).toMatchObject({ status: 409 });
  });

  it('gives a name to one of many who want it at once', async () => {
    const username = unique('grace');
    const wanted = Array.from({ length: 10 }, (_, i) =>
      registration({ username, email: `${username}${i}@example.org` }),
    );
    const answers = await Promise.all(wanted.map((body) => nobody.post('/v1/auth/register', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(answers.filter(({ body }) => body.code === 'username_taken')).toHaveLength(9);
  });

  it('refuses an e-mail address or a username that is taken, in whatever case', async () => {
    const ada = await givenHuman(world);
    const email = await nobody.post('/v1/auth/register', registration({ email: ada.email.toUpperCase() }));
    expect(email).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    const username = await nobody.post('/v1/auth/register', registration({ username: ada.username.toUpperCase() }));
    expect(username).toMatchObject({ status: 409, body: { code: 'username_taken' } });
  });

  it.each(['bot-ada', 'BOT-ada', 'Bot-'])('keeps the name %s for bots', async (username) => {
    const answer = await nobody.post('/v1/auth/register', registration({ username }));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'username_prefix_reserved', error_code: 1027, errors: [{ path: 'username' }] },
    });
  });

  it.each([
    ['email', 'ada'],
    ['email', 'ada@exämple.org'],
    ['email', `${'a'.repeat(250)}@b.example`],
    ['email', null],
    ['username', ''],
    ['username', 'a'.repeat(61)],
    ['username', '-ada'],
    ['username', 'ada lovelace'],
    ['username', 'аda'],
    ['username', '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f'],
    ['password', 'short'],
    ['password', 'x'.repeat(257)],
    ['name', ''],
    ['name', null],
    ['name', '\u202e\u200b'],
    ['name', 'x'.repeat(121)],
    ['id', '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f'],
    ['is_system_admin', true],
    ['kind', 'bot'],
  ])('refuses %s = %j and names the field', async (field, value) => {
    const answer = await nobody.post('/v1/auth/register', registration({ [field]: value }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(new Set(errors.map(({ path }) => path))).toEqual(new Set([field]));
  });

  it.each(['password1234', 'Passw0rd2026!', '123456789012', 'qwertyuiopas', 'aaaaaaaaaaaa'])(
    'refuses the common password %s',
    async (password) => {
      const answer = await nobody.post('/v1/auth/register', registration({ password }));
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'password_too_common', errors: [{ path: 'password' }] },
      });
    },
  );

  it('can be switched off', async () => {
    const closed = await world.replica({ REGISTRATION_ENABLED: 'false' });
    const answer = await new Client(closed.url).post('/v1/auth/register', registration());
    expect(answer).toMatchObject({ status: 403, body: { code: 'registration_disabled' } });
  });

  it('is limited by address', async () => {
    // Replicas count together, so the people of the other tests would be counted too.
    await world.db.query('TRUNCATE rate_limits');
    const strict = await world.replica({ REGISTRATIONS_PER_MINUTE: '2' });
    const client = new Client(strict.url);
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await client.post('/v1/auth/register', { email: 'no' }));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 429]);
    expect(answers[2]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answers[0]?.headers.get('ratelimit-policy')).toContain('q=2');
  });

  it('stores no password', async () => {
    const { id } = await givenHuman(world);
    const { rows } = await world.db.query('SELECT password_hash FROM users WHERE id = $1', [id]);
    expect(rows[0]).toEqual({ password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) as string });
  });
});
