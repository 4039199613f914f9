import { Browser } from '../support/identity/browser.js';
import { startOidcServer, type OidcServer } from '../support/identity/oidc-server.js';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

let provider: OidcServer;
let world: World;

beforeAll(async () => {
  provider = await startOidcServer();
  world = await startWorld({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    REGISTRATION_ENABLED: 'true',
  });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

interface Me {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly name: string;
  readonly is_bot: boolean;
  readonly accounts: { readonly role: string }[];
}

/** Uses the cookie as the console does. */
async function meOf(browser: Browser, at: World = world): Promise<Me> {
  const token = browser.cookie('us_refresh') ?? '';
  const refreshed = await new Client(at.url).post<{ access_token: string }>('/v1/auth/refresh', {
    refresh_token: token,
  });
  expect(refreshed.status).toBe(200);
  return (await new Client(at.url, { authorization: `Bearer ${refreshed.body.access_token}` }).get<Me>('/v1/me')).body;
}

async function signIn(
  subject: string,
  returnTo?: string,
  at: World = world,
): Promise<{ browser: Browser; location: string }> {
  const browser = new Browser(at.url);
  const back = await browser.visit(await browser.throughProvider(subject, returnTo));
  expect(back.status).toBe(302);
  return { browser, location: back.headers.get('location') ?? '' };
}

const refusal = (code: string): string => `http://localhost:3000/login?error=${code}`;

describe('signing in with the provider', () => {
  it('makes a person at their first sight, with an account of their own, and knows them again', async () => {
    const subject = unique('sub');
    const name = unique('grace');
    provider.people.set(subject, {
      preferred_username: name.toUpperCase(),
      name: 'Grace Hopper',
      email: `${name}@Navy.example`,
      email_verified: true,
    });
    const { browser, location } = await signIn(subject, '/connections');
    expect(location).toBe('http://localhost:3000/connections');
    const me = await meOf(browser);
    expect(me).toMatchObject({ username: name, email: `${name}@navy.example`, name: 'Grace Hopper', is_bot: false });
    expect(me.accounts).toMatchObject([{ role: 'owner' }]);
    expect((await meOf((await signIn(subject)).browser)).id).toBe(me.id);
    const { rows } = await world.db.query('SELECT issuer, user_id FROM external_identities WHERE subject = $1', [
      subject,
    ]);
    expect(rows).toEqual([{ issuer: provider.issuer, user_id: me.id }]);
    const actions = await world.db.query<{ action: string }>(
      'SELECT action FROM audit_events WHERE subject_id = $1 ORDER BY id',
      [me.id],
    );
    expect(actions.rows.map(({ action }) => action)).toEqual([
      'user.registered',
      'account.created',
      'identity.added',
      'login.started',
      'login.started',
    ]);
  });

  it('keeps the refresh token where no script reads it, and forgets the cookie of the way', async () => {
    const browser = new Browser(world.url);
    const begun = await browser.visit('/v1/auth/oidc/authorize');
    expect(begun.headers.getSetCookie()[0]).toMatch(
      /^us_oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', scope: 'openid profile email' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    const back = await browser.visit(await browser.atProvider(begun.headers.get('location') ?? '', unique('sub')));
    const cookies = back.headers.getSetCookie();
    expect(cookies.find((line) => line.startsWith('us_refresh='))).toMatch(/HttpOnly; SameSite=Strict/);
    expect(browser.cookie('us_oidc')).toBeNull();
    expect(back.headers.get('cache-control')).toBe('no-store');
    expect(back.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('never recognises anybody by an e-mail address or a name', async () => {
    const ada = await givenHuman(world);
    const subject = unique('sub');
    provider.people.set(subject, { preferred_username: ada.username, email: ada.email, email_verified: true });
    const me = await meOf((await signIn(subject)).browser);
    expect(me.id).not.toBe(ada.id);
    expect(me.username).toMatch(new RegExp(`^${ada.username}\\.[0-9a-f]{6}$`));
    expect(me.email).toBeNull();
  });

  it('leads to our start whatever else is asked for', async () => {
    for (const returnTo of ['//evil.example', 'https://evil.example', '/\\evil.example', '/links/../evil']) {
      expect((await signIn(unique('sub'), returnTo)).location).toBe('http://localhost:3000/');
    }
    const link = `/link/${'k'.repeat(43)}`;
    expect((await signIn(unique('sub'), link)).location).toBe(`http://localhost:3000${link}`);
  });

  it('may end at another replica than it began at', async () => {
    const other = await world.replica();
    const browser = new Browser(world.url);
    const callback = await browser.throughProvider(unique('sub'));
    const cookie = `us_oidc=${browser.cookie('us_oidc') ?? ''}`;
    const { pathname, search } = new URL(callback);
    const back = await new Client(other.url).get(pathname + search, { cookie });
    expect(back.headers.get('location')).toBe('http://localhost:3000/');
  });

  it('is no way in for bots', async () => {
    const subject = unique('sub');
    provider.people.set(subject, { preferred_username: unique('bot-x') });
    const { browser, location } = await signIn(subject);
    expect(location).toBe(refusal('account_is_bot'));
    expect(browser.cookie('us_refresh')).toBeNull();
    const { rows } = await world.db.query('SELECT 1 FROM external_identities WHERE subject = $1', [subject]);
    expect(rows).toEqual([]);
  });

  it('is refused to disabled people, and takes no account of registration being off', async () => {
    const closed = await world.replica({ REGISTRATION_ENABLED: 'false' });
    const subject = unique('sub');
    const me = await meOf((await signIn(subject, '/', closed)).browser, closed);
    await (await givenAdmin(world)).patch(`/v1/admin/users/${me.id}`, { status: 'disabled' });
    expect((await signIn(subject)).location).toBe(refusal('credentials_rejected'));
  });

  it('makes nobody when outside registration is off', async () => {
    const closed = await world.replica({ OUTSIDE_REGISTRATION_ENABLED: 'false' });
    expect((await signIn(unique('sub'), '/', closed)).location).toBe(refusal('registration_disabled'));
  });

  it('says so when somebody gives up at the provider', async () => {
    const browser = new Browser(world.url);
    const begun = new URL((await browser.visit('/v1/auth/oidc/authorize')).headers.get('location') ?? '');
    const state = begun.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    const back = await browser.visit(`/v1/auth/oidc/callback?${query.toString()}`);
    expect(back.headers.get('location')).toBe(refusal('sign_in_refused'));
  });
});

it('is told to everybody, and is not there when it is not set up', async () => {
  const info = async (at: World) => (await new Client(at.url).get<{ sign_in: object }>('/v1/info')).body.sign_in;
  expect(await info(world)).toEqual({ password: true, oidc: true, ldap: false });
  const without = await world.replica({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '' });
  expect(await info(without)).toEqual({ password: true, oidc: false, ldap: false });
  for (const path of ['authorize', 'callback?code=x&state=y']) {
    const answer = await new Client(without.url).get(`/v1/auth/oidc/${path}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'sign_in_method_unavailable' } });
  }
});

it('keeps secrets out of the logs and out of the table', async () => {
  const browser = new Browser(world.url);
  const callback = new URL(await browser.throughProvider(unique('sub'), `/link/${'z'.repeat(43)}`));
  const { rows } = await world.db.query<Record<string, unknown>>('SELECT * FROM oidc_states');
  const stored = JSON.stringify(rows);
  await browser.visit(callback.href);
  const secrets = [
    callback.searchParams.get('code'),
    callback.searchParams.get('state'),
    provider.clientSecret,
    'z'.repeat(43),
  ];
  for (const secret of secrets) {
    expect(stored).not.toContain(secret);
    expect(world.logs()).not.toContain(secret);
  }
});
