import { somebody } from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { givenHuman, type Human, type LinkToken } from '../support/given.js';
import type { Fault } from '../support/platforms/faults.js';
import type { Platform } from '../support/platforms/platform.js';
import type { Person, SignInName } from '../support/platforms/words.js';
import { confirmLink, land, linkFor, signInAs, startSignInWorld, type SignInWorld } from '../support/signing-in.js';

const V1 = '/v1/platform-linking';

/** Code and identity may take ten seconds each, and what a busy machine may add. */
const IDENTITY_MS = 12_000;

let place: SignInWorld;
let ada: Human;
let discord: Platform<'discord'>;
let me: Person;
let invited: LinkToken;

beforeAll(async () => {
  place = await startSignInWorld({ DATABASE_POOL_SIZE: '2' });
  ada = await givenHuman(place.world);
  ({ discord } = place.platforms);
});
beforeEach(async () => {
  me = somebody(discord);
  invited = await linkFor(place, discord, me);
});
afterEach(() => discord.knobs.heal());
afterAll(() => place.close());

const status = async () => (await place.service.client.get(`${V1}/tokens/${invited.token}/status`)).body;

/** Comes back, is told this word, and nothing is burnt: the next try links. */
async function expectOnly(word: string): Promise<void> {
  expect(await land(place.world, await signInAs(ada, invited, discord, me))).toBe(word);
  discord.knobs.heal();
  expect(await status()).toEqual({ status: 'pending', user_id: null });
  expect(await land(place.world, await signInAs(ada, invited, discord, me))).toBe('linked');
}

describe('a platform in trouble', () => {
  it.each<[string, Fault, string]>([
    ['does not exchange the code', { on: 'token', status: 500, body: 'oops' }, 'platform_unavailable'],
    ['breaks off while it exchanges the code', { on: 'token', how: 'cut' }, 'platform_unavailable'],
    ['gives no token', { on: 'token', status: 200, body: { token_type: 'Bearer' } }, 'platform_unavailable'],
    ['wants fewer calls', { on: 'token', status: 429, body: { retry_after: 3 } }, 'platform_unavailable'],
    ['does not take the code', { on: 'token', status: 400, body: { error: 'invalid_grant' } }, 'connect_code_refused'],
    ['does not take our secret', { on: 'token', status: 401, body: { error: 'invalid_client' } }, 'platform_refused'],
    ['shows a page', { on: 'validate', how: 'html' }, 'platform_unavailable'],
    ['leads elsewhere', { on: 'validate', how: 'redirect', to: 'http://127.0.0.1:1/' }, 'platform_unavailable'],
    ['sends ten megabytes', { on: 'validate', how: 'huge' }, 'platform_unavailable'],
    ['does not take its own token', { on: 'validate', status: 401, body: { code: 0 } }, 'platform_refused'],
    ['names nobody', { on: 'validate', status: 200, body: { id: null, username: 'x' } }, 'platform_unavailable'],
    ['names nobody in text', { on: 'validate', status: 200, body: { id: { toString: 'x' } } }, 'platform_unavailable'],
    ['answers a list', { on: 'validate', status: 200, body: [] }, 'platform_unavailable'],
  ])('that %s links nothing and burns nothing', async (_, fault, word) => {
    discord.knobs.fail(fault);
    await expectOnly(word);
  });

  it.each<[SignInName, Fault, string]>([
    ['github', { on: 'token', status: 200, body: { error: 'bad_verification_code' } }, 'connect_code_refused'],
    ['github', { on: 'token', status: 200, body: { error: 'incorrect_client_credentials' } }, 'platform_refused'],
    ['slack', { on: 'token', status: 200, body: { ok: false, error: 'invalid_code' } }, 'connect_code_refused'],
    ['slack', { on: 'validate', status: 200, body: { ok: false, error: 'ratelimited' } }, 'platform_unavailable'],
    ['linear', { on: 'validate', status: 200, body: { data: null, errors: [{}] } }, 'platform_unavailable'],
  ])('is understood as %s says it: %j', async (name, fault, word) => {
    const platform: Platform<SignInName> = place.platforms[name];
    const person = somebody(platform as Platform);
    const link = await linkFor(place, platform, person);
    platform.knobs.fail(fault);
    expect(await land(place.world, await signInAs(ada, link, platform, person))).toBe(word);
    expect(await land(place.world, await signInAs(ada, link, platform, person))).toBe('linked');
  });

  it('that never answers is waited for ten seconds, and holds nobody else up', async () => {
    const others = Array.from({ length: 3 }, () => somebody(discord));
    discord.knobs.fail({ on: 'validate', how: 'hang', times: 4 });
    const asked = discord.calls.length;
    const began = performance.now();
    const ways = [await signInAs(ada, invited, discord, me)];
    for (const other of others) ways.push(await signInAs(ada, await linkFor(place, discord, other), discord, other));
    const landings = Promise.all(ways.map((way) => land(place.world, way)));
    await eventually(() => discord.calls.slice(asked).filter(({ kind }) => kind === 'validate').length === 4);
    // More wait for the platform than there are database connections.
    expect(await status()).toEqual({ status: 'pending', user_id: null });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await landings).toEqual(Array(4).fill('platform_unavailable'));
    expect(performance.now() - began).toBeLessThan(IDENTITY_MS + 3_000);
    discord.knobs.heal();
    expect(await land(place.world, await signInAs(ada, invited, discord, me))).toBe('linked');
  });

  it('that cannot be reached is told from one that refuses', async () => {
    const away = await place.world.replica({ LINK_SIGN_IN_DISCORD_TOKEN_URL: 'http://127.0.0.1:1/token' });
    const mine = await signInAs(ada, invited, discord, me);
    expect(await land(away, mine)).toBe('platform_unavailable');
    expect(await land(place.world, await signInAs(ada, invited, discord, me))).toBe('linked');
  });
});

describe('a person who does not allow it', () => {
  it('is told so, and may try again', async () => {
    const confirmed = await confirmLink(ada, invited);
    const [cookie = ''] = confirmed.headers.getSetCookie();
    const back = await discord.deny(confirmed.body.authorize_url);
    const sent = discord.calls.length;
    expect(await land(place.world, { back, cookie: cookie.split(';')[0] ?? '' })).toBe('connect_denied');
    expect(discord.calls).toHaveLength(sent);
    expect(await land(place.world, await signInAs(ada, invited, discord, me))).toBe('linked');
    expect(await status()).toEqual({ status: 'linked', user_id: ada.id });
  });
});

describe('when the settings of a platform are taken away', () => {
  it('no link is made by a weaker proof, and none is burnt', async () => {
    const without = await place.world.replica({
      LINK_SIGN_IN_DISCORD_CLIENT_ID: '',
      LINK_SIGN_IN_DISCORD_CLIENT_SECRET: '',
    });
    const there = { client: ada.client.at(without.url) };
    const refused = { status: 422, body: { code: 'proof_mode_unavailable', platforms: ['DISCORD'] } };
    expect(await confirmLink(there, invited)).toMatchObject(refused);
    const asked = { platform: 'DISCORD', platform_user_id: me.id };
    expect(await place.service.client.at(without.url).post(`${V1}/tokens`, asked)).toMatchObject(refused);
    expect(await land(without, await signInAs(ada, invited, discord, me))).toBe('proof_mode_unavailable');
    expect(await status()).toEqual({ status: 'pending', user_id: null });
    expect(await land(place.world, await signInAs(ada, invited, discord, me))).toBe('linked');
  });
});
