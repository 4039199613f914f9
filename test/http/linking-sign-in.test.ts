import type { Client } from '../support/client.js';
import { comeBack, somebody } from '../support/connecting.js';
import { givenAdmin, givenHuman, givenServiceKey, identity, signIn, type Human } from '../support/given.js';
import type { Platform } from '../support/platforms/platform.js';
import { SIGN_IN_NAMES, type SignInName } from '../support/platforms/words.js';
import {
  confirmLink,
  land,
  linkFor,
  PROVABLE,
  signInAs,
  startSignInWorld,
  type SignInWorld,
} from '../support/signing-in.js';

const V1 = '/v1/platform-linking';
const PAGE = 'http://localhost:3000/link';

let place: SignInWorld;
let service: Client;
let ada: Human;
let discord: Platform<'discord'>;

beforeAll(async () => {
  place = await startSignInWorld();
  service = place.service.client;
  ada = await givenHuman(place.world);
  ({ discord } = place.platforms);
});
afterAll(() => place.close());

const at = (name: SignInName): Platform<SignInName> => place.platforms[name];
const person = (platform: Platform<SignInName>) => somebody(platform as Platform);
const status = async (token: string) => (await service.get(`${V1}/tokens/${token}/status`)).body;
const exchanges = (platform: Platform<SignInName>): number =>
  platform.calls.filter(({ kind }) => kind === 'token').length;

describe('proof by signing in at the platform', () => {
  it.each(SIGN_IN_NAMES)('links once %s has said that it is the one, and not before', async (name) => {
    const platform = at(name);
    const me = person(platform);
    const invited = await linkFor(place, platform, me);
    expect((await ada.client.get(`${V1}/tokens/${invited.token}/info`)).body).toMatchObject({ proof: 'platform' });
    const confirmed = await confirmLink(ada, invited);
    expect(confirmed).toMatchObject({ status: 200, body: { success: true, state: 'awaiting_proof' } });
    expect(await status(invited.token)).toEqual({ status: 'pending', user_id: null });

    const { back, cookie } = await signInAs(ada, invited, platform, me);
    expect(await status(invited.token)).toEqual({ status: 'pending', user_id: null });
    const landed = await comeBack(place.world, back, cookie);
    expect(landed.href).toBe(`${PAGE}?result=linked&platform=${name.toUpperCase()}`);
    expect(await status(invited.token)).toEqual({ status: 'linked', user_id: ada.id });
    const { platform: spoken, platform_user_id } = invited;
    expect((await service.post(`${V1}/resolve`, { platform: spoken, platform_user_id })).body).toMatchObject({
      user_id: ada.id,
    });
    expect(await land(place.world, { back, cookie })).toBe('connect_state_invalid');
  });

  it.each(SIGN_IN_NAMES)('asks %s for as little as it can, and shows it no link token', async (name) => {
    const platform = at(name);
    const invited = await linkFor(place, platform, person(platform));
    const { authorize_url } = (await confirmLink(ada, invited)).body;
    const { searchParams } = new URL(authorize_url);
    expect(authorize_url).not.toContain(invited.token);
    expect(searchParams.get('scope')).toBe({ discord: 'identify', slack: 'openid', github: '', linear: 'read' }[name]);
    expect(searchParams.get('redirect_uri')).toBe(`http://localhost:3000${V1}/sign-in/${name}/callback`);
    // Slack would take it as a wish to be a public client, for good.
    expect(searchParams.get('code_challenge_method')).toBe(name === 'slack' ? null : 'S256');
  });

  it('tells the audit who linked, and how it was proven', async () => {
    const grace = await givenHuman(place.world);
    const me = person(discord);
    const invited = await linkFor(place, discord, me);
    await land(place.world, await signInAs(grace, invited, discord, person(discord)));
    await land(place.world, await signInAs(grace, invited, discord, me));
    const { body } = await grace.client.get<{ items: Record<string, unknown>[] }>('/v1/audit?limit=100');
    const told = body.items.filter(({ action }) => String(action).startsWith('link.'));
    expect(told.map(({ action, actor_id, outcome }) => [action, actor_id, outcome])).toEqual([
      ['link.created', grace.id, 'done'],
      ['link.proof_refused', grace.id, 'refused'],
      ['link.confirmed', grace.id, 'done'],
    ]);
    expect(told[0]).toMatchObject({ subject_id: grace.id, details: { platform: 'DISCORD', proof: 'platform' } });
    expect(JSON.stringify(body)).not.toContain(me.id);
  });

  it('keeps nothing that the platform gave', async () => {
    const me = person(discord);
    const invited = await linkFor(place, discord, me);
    const { back, cookie } = await signInAs(ada, invited, discord, me);
    const before = discord.calls.length;
    const kept = JSON.stringify((await place.world.db.query(`SELECT * FROM link_sign_ins`)).rows);
    expect(kept).toContain('state_hash');
    expect(await land(place.world, { back, cookie })).toBe('linked');
    const [asked] = discord.calls.slice(before).filter(({ kind }) => kind === 'validate');
    for (const secret of [asked?.token ?? '?', back.code ?? '?', back.state ?? '?', cookie.split('=')[1] ?? '?']) {
      expect(place.world.logs()).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
    expect(place.world.logs()).not.toContain(me.id);
  });

  it('binds nothing when a forwarded link is confirmed by its victim', async () => {
    const [attacker, victim] = [person(discord), await givenHuman(place.world)];
    const invited = await linkFor(place, discord, attacker);
    expect(await land(place.world, await signInAs(victim, invited, discord, person(discord)))).toBe(
      'link_proof_other_account',
    );
    expect(await status(invited.token)).toEqual({ status: 'pending', user_id: null });
    expect((await victim.client.get(`${V1}/links`)).body).toEqual([]);
  });
});

describe('somebody else who signs in', () => {
  it('does not burn the link, until five have', async () => {
    const me = person(discord);
    const [kind, strict] = [
      await linkFor(place, discord, me),
      await linkFor(place, at('github'), person(at('github'))),
    ];
    expect(await land(place.world, await signInAs(ada, kind, discord, person(discord)))).toBe(
      'link_proof_other_account',
    );
    expect(await land(place.world, await signInAs(ada, kind, discord, me))).toBe('linked');
    for (let wrong = 1; wrong <= 5; wrong++) {
      const other = await signInAs(ada, strict, at('github'), person(at('github')));
      expect(await land(place.world, other)).toBe('link_proof_other_account');
    }
    expect(await confirmLink(ada, strict)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
    expect(await status(strict.token)).toEqual({ status: 'expired', user_id: null });
  });

  it('is not taken for the one whose id begins, ends or reads alike', async () => {
    // The last one is the same number, as numbers go in JavaScript.
    const invited = await linkFor(place, discord, { ...person(discord), id: '80351110224678912' });
    for (const id of ['8035111022467891', '803511102246789120', '80351110224678913']) {
      const other = discord.users.add({ login: `id-${id}`, id });
      expect(await land(place.world, await signInAs(ada, invited, discord, other))).toBe('link_proof_other_account');
    }
  });
});

describe('a key that demands it', () => {
  it('is made only for platforms where somebody can sign in', async () => {
    const admin = await givenAdmin(place.world);
    const make = (platforms?: string[]) =>
      admin.post('/v1/admin/service-keys', { name: 'x', scopes: ['linking'], proof: 'platform', platforms });
    expect((await make(PROVABLE)).status).toBe(201);
    expect(await make()).toMatchObject({ status: 422, body: { code: 'proof_mode_unavailable', platforms: [] } });
    expect(await make(['DISCORD', 'TELEGRAM'])).toMatchObject({
      status: 422,
      body: { code: 'proof_mode_unavailable', platforms: ['TELEGRAM'] },
    });
  });

  it('cannot prove a link by a code instead', async () => {
    const invited = await linkFor(place, discord, person(discord));
    await confirmLink(ada, invited);
    const { platform_user_id } = invited;
    const answer = await service.post(`${V1}/tokens/${invited.token}/proof`, { platform_user_id, code: '000000' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'link_proof_not_awaited' } });
  });

  it('is the only one whose confirm sets a cookie', async () => {
    const plain = await givenServiceKey(place.world);
    const made = await plain.client.post<{ token: string }>(`${V1}/tokens`, identity());
    const confirmed = await ada.client.post(`${V1}/tokens/${made.body.token}/confirm`);
    expect(confirmed.status).toBe(200);
    expect(confirmed.headers.getSetCookie()).toEqual([]);
    expect(confirmed.body).not.toHaveProperty('authorize_url');
  });
});

describe('a repeated confirm', () => {
  it('answers the same address and cookie under its Idempotency-Key, and they work', async () => {
    const me = person(discord);
    const invited = await linkFor(place, discord, me);
    const key = { 'idempotency-key': 'lost' };
    const [first, again] = [await confirmLink(ada, invited, key), await confirmLink(ada, invited, key)];
    expect(again.body).toEqual(first.body);
    const [cookie = ''] = again.headers.getSetCookie();
    const back = await discord.approve(again.body.authorize_url, me);
    expect(await land(place.world, { back, cookie: cookie.split(';')[0] ?? '' })).toBe('linked');
  });

  it('ends the sign-in before it: only the last address counts', async () => {
    const me = person(discord);
    const invited = await linkFor(place, discord, me);
    const first = await signInAs(ada, invited, discord, me);
    const second = await signInAs(ada, invited, discord, me);
    const sent = exchanges(discord);
    expect(await land(place.world, first)).toBe('connect_state_invalid');
    expect(exchanges(discord)).toBe(sent);
    expect(await land(place.world, second)).toBe('linked');
  });

  it('does nothing for anybody else', async () => {
    const invited = await linkFor(place, discord, person(discord));
    await confirmLink(ada, invited);
    const { client } = await signIn(place.world, 'admin', 'correct horse battery staple');
    expect(await confirmLink({ client }, invited)).toMatchObject({ status: 410, body: { code: 'link_token_used' } });
  });
});
