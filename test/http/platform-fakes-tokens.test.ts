import { eventually } from '../support/eventually.js';
import { startCertifiedKick } from '../support/platforms/certified-kick.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { reuseKillsFamily, rotateWithGrace } from '../support/platforms/rotation.js';
import { authorizeUrl, connect, exchange, refresh, VERIFIER } from '../support/platforms/client.js';
import { Visitor } from '../support/platforms/visitor.js';
import { PLATFORM_NAMES, type PlatformName } from '../support/platforms/words.js';

const platforms = new Map<PlatformName, Platform>();
const at = (name: PlatformName): Platform => {
  const platform = platforms.get(name);
  if (!platform) throw new Error(`${name} is not running`);
  return platform;
};

beforeAll(async () => {
  for (const name of PLATFORM_NAMES) platforms.set(name, await startPlatform(name));
});
afterEach(() => platforms.forEach((platform) => platform.knobs.heal()));
afterAll(() => Promise.all([...platforms.values()].map((platform) => platform.close())));

describe('the reply to a token request', () => {
  it('has scopes as an array at Twitch', async () => {
    const bot = at('twitch').users.add({ login: 'scoped' });
    const { status, body } = await connect(at('twitch'), bot, 'chat:read user:write:chat');
    expect(status).toBe(200);
    expect(body).toMatchObject({ scope: ['chat:read', 'user:write:chat'], token_type: 'bearer', expires_in: 14_124 });
  });

  it('has no scope, seconds as text, and its own address for refreshes at Trovo', async () => {
    const bot = at('trovo').users.add({ login: 'texts' });
    const { body } = await connect(at('trovo'), bot, 'chat_send_self+user_details_self');
    expect(body).toEqual({
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
      token_type: 'bearer',
      expires_in: '14400',
    });
    const again = await refresh(at('trovo'), String(body.refresh_token));
    expect(again.body.refresh_token).not.toBe(body.refresh_token);
    expect((await refresh(at('trovo'), String(body.refresh_token))).status).toBe(200);
    expect((await refresh(at('trovo'), 'unknown')).body).toMatchObject({ status: 11_713 });
  });

  it('lacks a refresh token when YouTube refreshes, and when it was not asked for one', async () => {
    const scope = 'https://www.googleapis.com/auth/youtube.force-ssl';
    const bot = at('youtube').users.add({ login: 'offline' });
    const online = await connect(at('youtube'), bot, scope);
    expect(online.body).not.toHaveProperty('refresh_token');
    const offline = await connect(at('youtube'), bot, scope, { access_type: 'offline', prompt: 'consent' });
    const again = await refresh(at('youtube'), String(offline.body.refresh_token));
    expect(again.body).toMatchObject({ expires_in: 3599, scope });
    expect(again.body).not.toHaveProperty('refresh_token');
  });

  it('is a refusal at Kick without the right verifier', async () => {
    const bot = at('kick').users.add({ login: 'prover' });
    const { code } = await at('kick').approve(authorizeUrl(at('kick'), 'user:read'), bot);
    expect((await exchange(at('kick'), code ?? '', 'another verifier')).body).toMatchObject({ error: 'invalid_grant' });
    expect((await exchange(at('kick'), code ?? '', VERIFIER)).status).toBe(200);
    expect((await exchange(at('kick'), code ?? '', VERIFIER)).status).toBe(400);
  });

  it('is a refusal in the words of each platform', async () => {
    const refused = await Promise.all(PLATFORM_NAMES.map(async (name) => (await refresh(at(name), 'unknown')).body));
    expect(refused).toEqual([
      { error: 'Bad Request', status: 400, message: 'Invalid refresh token' },
      { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      { error: 'invalid_grant', error_description: 'invalid, expired or revoked' },
      { status: 11_713, error: 'invalidRefreshToken', message: 'Invalid refresh token.' },
      { error: 'invalid_grant', error_description: 'Invalid "refresh_token" in request.' },
    ]);
  });
});

describe('the authorize page', () => {
  it('leads back with the state, with fewer scopes, or with a refusal', async () => {
    const bot = at('twitch').users.add({ login: 'chooser' });
    const url = authorizeUrl(at('twitch'), 'chat:read chat:edit');
    const agreed = await at('twitch').approve(url, bot, { denyScopes: ['chat:edit'] });
    expect(agreed.state).toBe('a state');
    expect((await exchange(at('twitch'), agreed.code ?? '')).body.scope).toEqual(['chat:read']);
    expect(await at('twitch').deny(url)).toMatchObject({ code: null, error: 'access_denied', state: 'a state' });
  });

  it('never leads to an address that is not registered, and wants PKCE at Kick', async () => {
    const foreign = authorizeUrl(at('twitch'), 'chat:read', { redirect_uri: 'http://evil.test/' });
    expect((await fetch(foreign, { redirect: 'manual' })).status).toBe(400);
    const bare = new URL(authorizeUrl(at('kick'), 'user:read'));
    bare.searchParams.delete('code_challenge');
    expect((await fetch(bare, { redirect: 'manual' })).status).toBe(400);
  });

  it('takes whom the browser knows at Twitch, unless told to ask', async () => {
    const [first, second] = [at('twitch').users.add({ login: 'first' }), at('twitch').users.add({ login: 'second' })];
    const browser = new Visitor();
    const url = authorizeUrl(at('twitch'), 'chat:read', { force_verify: 'true' });
    await exchange(at('twitch'), (await browser.approve(url, first)).code ?? '');
    const silent = await browser.approve(authorizeUrl(at('twitch'), 'chat:read'), second);
    const { body } = await exchange(at('twitch'), silent.code ?? '');
    expect(at('twitch').tokens.ownerOf(String(body.access_token))).toEqual(first);
    expect((await browser.approve(url, second)).code).not.toBeNull();
  });
});

describe('refresh tokens', () => {
  it('are counted, and may be reused within their grace only', async () => {
    const kick = at('kick');
    const bot = kick.users.add({ login: 'graceful' });
    kick.knobs.rotate(rotateWithGrace(60_000));
    const first = String((await connect(kick, bot, 'user:read')).body.refresh_token);
    expect((await Promise.all([refresh(kick, first), refresh(kick, first)])).map(({ status }) => status)).toEqual([
      200, 200,
    ]);
    kick.knobs.rotate(rotateWithGrace(0));
    expect((await refresh(kick, first)).status).toBe(400);
    expect(kick.tokens.refresh(bot)[0]).toMatchObject({ value: first, redemptions: 3, state: 'retired' });
    expect(kick.tokens.isCurrent(first)).toBe(false);
  });

  it('end the whole family when reused, if the platform is told so', async () => {
    const kick = at('kick');
    const bot = kick.users.add({ login: 'reused' });
    kick.knobs.rotate(reuseKillsFamily());
    const first = String((await connect(kick, bot, 'user:read')).body.refresh_token);
    const second = String((await refresh(kick, first)).body.refresh_token);
    expect((await refresh(kick, first)).status).toBe(400);
    expect((await refresh(kick, second)).status).toBe(400);
    expect(kick.tokens.ended('reuse')).toBe(1);
    expect(kick.tokens.currentRefresh(bot)).toBeNull();
  });

  it('are spent although the reply is lost', async () => {
    const kick = at('kick');
    const bot = kick.users.add({ login: 'unlucky' });
    kick.knobs.rotate(rotateWithGrace(0));
    const first = String((await connect(kick, bot, 'user:read')).body.refresh_token);
    kick.knobs.fail({ on: 'refresh', afterEffect: true });
    await expect(refresh(kick, first)).rejects.toThrow();
    expect(kick.tokens.refresh(bot)).toHaveLength(2);
    await eventually(() => kick.calls.at(-1)?.outcome === 'lost');
  });

  it('may come in replies that are not quite right', async () => {
    const twitch = at('twitch');
    const bot = twitch.users.add({ login: 'odd' });
    const first = String((await connect(twitch, bot, 'chat:read')).body.refresh_token);
    twitch.knobs.fail({
      on: 'refresh',
      how: 'altered',
      alter: ({ refresh_token: _, ...rest }) => ({ ...rest, expires_in: '0' }),
    });
    const { body } = await refresh(twitch, first);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: '0' });
    expect(body).not.toHaveProperty('refresh_token');
    expect(twitch.tokens.liveAccess(bot)).toContain(body.access_token);
  });

  it('tell when two redemptions overlap', async () => {
    const trovo = at('trovo');
    const bot = trovo.users.add({ login: 'twice' });
    const first = String((await connect(trovo, bot, 'chat_send_self')).body.refresh_token);
    trovo.knobs.latency(50);
    await Promise.all([refresh(trovo, first), refresh(trovo, first)]);
    expect(trovo.redemptionsAtOnce(first)).toBe(2);
  });
});

describe('Kick with a certified authority', () => {
  it('rotates, ends everything when a refresh token is used twice, and knows whose token it is', async () => {
    const kick = await startCertifiedKick();
    try {
      const bot = kick.users.add({ login: 'certified' });
      const { body } = await connect(kick, bot, 'user:read chat:write');
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 7200, scope: 'user:read chat:write' });
      const users = await fetch(`${kick.origin}/public/v1/users`, {
        headers: { authorization: `Bearer ${String(body.access_token)}` },
      });
      expect(await users.json()).toMatchObject({ data: [{ user_id: Number(bot.id), name: 'certified' }] });
      const second = String((await refresh(kick, String(body.refresh_token))).body.refresh_token);
      expect(kick.tokens.currentRefresh(bot)).toBe(second);
      expect(await refresh(kick, String(body.refresh_token))).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
      expect((await refresh(kick, second)).status).toBe(400);
      expect(kick.tokens.ended('reuse')).toBe(1);
      expect(kick.tokens.liveAccess(bot)).toEqual([]);
    } finally {
      await kick.close();
    }
  });
});
