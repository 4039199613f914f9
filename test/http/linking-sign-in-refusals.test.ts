import { comeBack, somebody } from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { givenAdmin, givenHuman, type Human, type LinkToken } from '../support/given.js';
import type { Platform } from '../support/platforms/platform.js';
import type { Person } from '../support/platforms/words.js';
import { confirmLink, land, linkFor, signInAs, startSignInWorld, type SignInWorld } from '../support/signing-in.js';

const V1 = '/v1/platform-linking';

let place: SignInWorld;
let ada: Human;
let discord: Platform<'discord'>;
let me: Person;
let invited: LinkToken;

beforeAll(async () => {
  place = await startSignInWorld();
  ada = await givenHuman(place.world);
  ({ discord } = place.platforms);
});
beforeEach(async () => {
  me = somebody(discord);
  invited = await linkFor(place, discord, me);
});
afterAll(() => place.close());

const exchanges = (): number => discord.calls.filter(({ kind }) => kind === 'token').length;
const db = () => place.world.db;
const linkers = async (): Promise<string[]> => {
  const { rows } = await db().query<{ user_id: string }>(
    `SELECT user_id FROM platform_links WHERE platform_user_id = $1`,
    [invited.platform_user_id],
  );
  return rows.map(({ user_id }) => user_id);
};

describe('a browser that is not the one', () => {
  it('with no cookie, or that of somebody else, links nothing, and the code never leaves', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    const eve = await givenHuman(place.world);
    const other = somebody(discord);
    const hers = await signInAs(eve, await linkFor(place, discord, other), discord, other);
    const sent = exchanges();
    for (const cookie of [null, hers.cookie, 'us_link=', `us_link=${'A'.repeat(43)}`]) {
      const landed = await comeBack(place.world, mine.back, cookie);
      expect(landed.href).toBe('http://localhost:3000/link?result=connect_state_invalid&platform=DISCORD');
    }
    expect(exchanges()).toBe(sent);
    expect(await linkers()).toEqual([]);
    // Nor has it ended what the right browser may end.
    expect(await land(place.world, mine)).toBe('linked');
  });

  it('that two people use one after another links for whoever confirmed, or not at all', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    const eve = await givenHuman(place.world);
    const other = somebody(discord);
    const confirmed = await confirmLink(eve, await linkFor(place, discord, other), { cookie: mine.cookie });
    // Eve's state with the code of Ada's account, and the other way round.
    const hers = await discord.approve(confirmed.body.authorize_url, me);
    expect(await land(place.world, { back: hers, cookie: mine.cookie })).toBe('link_proof_other_account');
    expect(await land(place.world, mine)).toBe('linked');
    expect(await linkers()).toEqual([ada.id]);
  });
});

describe('a state', () => {
  it('of another flow does not take a code that was given for this one', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    const other = somebody(discord);
    const second = await confirmLink(ada, await linkFor(place, discord, other), { cookie: mine.cookie });
    const swapped = new URL(mine.back.url);
    swapped.searchParams.set('state', new URL(second.body.authorize_url).searchParams.get('state') ?? '');
    const landed = await comeBack(place.world, { url: swapped.href }, mine.cookie);
    // The verifier is not the one of that code.
    expect(landed.searchParams.get('result')).toBe('connect_code_refused');
    expect(await linkers()).toEqual([]);
  });

  it('is of one platform', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    const moved = mine.back.url.replace('/discord/', '/github/');
    const landed = await comeBack(place.world, { url: moved }, mine.cookie);
    expect(landed.searchParams.get('result')).toBe('connect_state_invalid');
    expect(await land(place.world, mine)).toBe('linked');
  });

  it('that is too old, made up, missing or there twice is none', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    const { code, state } = mine.back;
    const sent = exchanges();
    for (const query of [
      '',
      `code=${code}`,
      `code=${code}&state=${'x'.repeat(43)}`,
      `code=${code}&state=${state}&state=${state}`,
    ]) {
      const url = mine.back.url.replace(/\?.*/, `?${query}`);
      expect((await comeBack(place.world, { url }, mine.cookie)).searchParams.get('result')).toBe(
        'connect_state_invalid',
      );
    }
    await db().query(`UPDATE link_sign_ins SET expires_at = now()`);
    expect(await land(place.world, mine)).toBe('connect_state_invalid');
    expect(exchanges()).toBe(sent);
  });

  it('without its verifier redeems no code', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    await db().query(`UPDATE link_sign_ins SET verifier = NULL`);
    expect(await land(place.world, mine)).toBe('connect_code_refused');
    expect(await linkers()).toEqual([]);
  });

  it('ends with the login, and with the person', async () => {
    const [gone, disabled] = [await givenHuman(place.world), await givenHuman(place.world)];
    const first = await signInAs(gone, invited, discord, me);
    await gone.client.post('/v1/auth/logout', { refresh_token: gone.refreshToken });
    expect(await land(place.world, first)).toBe('connect_state_invalid');
    const other = somebody(discord);
    const second = await signInAs(disabled, await linkFor(place, discord, other), discord, other);
    await (await givenAdmin(place.world)).patch(`/v1/admin/users/${disabled.id}`, { status: 'disabled' });
    expect(await land(place.world, second)).toBe('connect_state_invalid');
    expect(await linkers()).toEqual([]);
  });
});

describe('a link that is over when the browser comes back', () => {
  const over: readonly [string, string, () => Promise<unknown>][] = [
    ['superseded', 'link_token_expired', () => linkFor(place, discord, me)],
    ['declined', 'link_token_expired', () => ada.client.post(`${V1}/tokens/${invited.token}/decline`)],
    ['too old', 'link_token_expired', () => db().query(`UPDATE link_tokens SET expires_at = now() WHERE open`)],
  ];
  it.each(over)('because it is %s, is not linked, and nobody is asked who signed in', async (_, code, end) => {
    const mine = await signInAs(ada, invited, discord, me);
    const sent = exchanges();
    await end();
    expect(await land(place.world, mine)).toBe(code);
    expect(exchanges()).toBe(sent);
    expect(await linkers()).toEqual([]);
  });

  it('because that happened while the platform was asked, is not linked either', async () => {
    const mine = await signInAs(ada, invited, discord, me);
    discord.knobs.latency(({ kind }) => (kind === 'validate' ? 1_000 : 0));
    const asked = discord.calls.length;
    const landing = land(place.world, mine);
    await eventually(() => discord.calls.slice(asked).some(({ kind }) => kind === 'validate'));
    await linkFor(place, discord, me);
    expect(await landing).toBe('link_token_expired');
    discord.knobs.heal();
    expect(await linkers()).toEqual([]);
  });
});

describe('however many come at once', () => {
  it('one state leads to the platform once, and to one link, on whichever replica', async () => {
    const worlds = [place.world, await place.world.replica()];
    const mine = await signInAs(ada, invited, discord, me);
    const sent = exchanges();
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => land(worlds[i % 2] ?? place.world, mine)));
    expect(results.filter((result) => result === 'linked')).toHaveLength(1);
    expect(results.filter((result) => result === 'connect_state_invalid')).toHaveLength(19);
    expect(exchanges()).toBe(sent + 1);
    expect(await linkers()).toEqual([ada.id]);
  });

  it('one of two people gets the link, and only whoever confirmed', async () => {
    const people = await Promise.all([givenHuman(place.world), givenHuman(place.world)]);
    const confirmed = await Promise.all(people.map((human) => confirmLink(human, invited)));
    expect(confirmed.map(({ status }) => status).sort()).toEqual([200, 410]);
    const winner = confirmed.findIndex(({ status }) => status === 200);
    const [cookie = ''] = confirmed[winner]?.headers.getSetCookie() ?? [];
    const back = await discord.approve(confirmed[winner]?.body.authorize_url ?? '', me);
    expect(await land(place.world, { back, cookie: cookie.split(';')[0] ?? '' })).toBe('linked');
    expect(await linkers()).toEqual([people[winner]?.id]);
  });

  it('those who sign in as somebody else are counted exactly, and then the right one is too late', async () => {
    discord.knobs.latency(({ kind }) => (kind === 'validate' ? 1_000 : 0));
    const landings: Promise<string | null>[] = [];
    for (let wrong = 0; wrong < 8; wrong++) {
      const other = await signInAs(ada, invited, discord, somebody(discord));
      const sent = exchanges();
      landings.push(land(place.world, other));
      await eventually(() => exchanges() > sent);
    }
    const right = await signInAs(ada, invited, discord, me);
    const results = await Promise.all(landings);
    discord.knobs.heal();
    expect(results.filter((result) => result === 'link_proof_other_account')).toHaveLength(5);
    expect(results.filter((result) => result === 'link_token_expired')).toHaveLength(3);
    expect(await land(place.world, right)).toBe('link_token_expired');
    expect(await linkers()).toEqual([]);
  });
});
