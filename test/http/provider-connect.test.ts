import { ConnectRefused } from '../../src/modules/providers/index.js';
import { adapterAt, failureOf, Flow, textsOf } from '../support/connect-flow.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { Visitor } from '../support/platforms/visitor.js';
import { PLATFORM_NAMES, type PlatformName } from '../support/platforms/words.js';
import { startWorld, type World } from '../support/world.js';

const LOCAL = 'http://127.0.0.1:3999/callback';
const OAUTH = ['twitch', 'youtube', 'kick', 'trovo'] as const;

let world: World;
const platforms = new Map<PlatformName, Platform>();
const at = (name: PlatformName): Platform => {
  const platform = platforms.get(name);
  if (!platform) throw new Error(`${name} is not running`);
  return platform;
};

beforeAll(async () => {
  for (const name of PLATFORM_NAMES) platforms.set(name, await startPlatform(name, { redirectUris: [LOCAL] }));
  const all = [...platforms.values()].map((platform) => platform.environment());
  world = await startWorld(Object.assign({}, ...all) as Record<string, string>);
});
afterAll(async () => {
  await world.close();
  await Promise.all([...platforms.values()].map((platform) => platform.close()));
});

describe.each(OAUTH)('connecting at %s', (name) => {
  it('ends with a grant whose owner the platform names, and which lives until it is revoked', async () => {
    const platform = at(name);
    const bot = platform.users.add({ login: `${name}bot`, displayName: 'A Bot' });
    const grant = await new Flow(world, platform).connect(bot);
    const { adapter, application } = await adapterAt(world, platform);
    const identity = await adapter.identify(application, grant.accessToken);
    expect(identity.id).toBe(name === 'youtube' ? bot.channel : bot.id);
    expect(identity.login).toBe(name === 'trovo' ? bot.displayName : bot.login);
    expect(grant.expiresIn).toBeGreaterThan(3_000);
    expect(grant.refreshToken).not.toBeNull();
    expect(grant.scopes === null ? null : [...grant.scopes].sort()).toEqual(
      name === 'trovo' ? null : [...adapter.scopes.bot].sort(),
    );
    await adapter.validate(application, grant.accessToken);
    await adapter.revoke(application, grant);
    expect(await failureOf(adapter.validate(application, grant.accessToken))).toMatchObject({ kind: 'dead' });
    await adapter.revoke(application, grant);
  });

  it('refreshes, and says that a refresh token which the platform does not know is dead', async () => {
    const platform = at(name);
    const grant = await new Flow(world, platform).connect(platform.users.add({ login: `${name}again` }));
    const { adapter, application } = await adapterAt(world, platform);
    const again = await adapter.refresh(application, grant.refreshToken ?? '');
    expect(again.accessToken).not.toBe(grant.accessToken);
    expect(again.refreshToken === null).toBe(name === 'youtube');
    expect(await failureOf(adapter.refresh(application, 'unknown'))).toMatchObject({ kind: 'dead' });
    const wrong = { ...application, clientSecret: 'another' };
    const refused = await failureOf(adapter.refresh(wrong, again.refreshToken ?? grant.refreshToken ?? ''));
    expect(refused).toMatchObject({ kind: 'config' });
  });

  it('tells which scopes were granted, where the platform says so', async () => {
    const platform = at(name);
    const { adapter } = await adapterAt(world, platform);
    const denyScopes = adapter.scopes.bot.slice(0, 1);
    const grant = await new Flow(world, platform).connect(platform.users.add({ login: `${name}less` }), { denyScopes });
    expect(grant.scopes).toEqual(name === 'trovo' ? null : adapter.scopes.bot.slice(1));
  });

  it('spends a code once, and only with the state of this flow', async () => {
    const flow = new Flow(world, at(name));
    const bot = at(name).users.add({ login: `${name}state` });
    const { url } = await flow.begin();
    const { code, state } = textsOf(await at(name).approve(url, bot));
    const before = at(name).calls.filter(({ kind }) => kind === 'token').length;
    for (const wrong of [
      { code, state: 'another' },
      { code, state: '' },
      { code: '', state },
    ]) {
      await expect(flow.finish(wrong)).rejects.toThrow(ConnectRefused);
    }
    await expect(flow.finish({ code, state, iss: at('discord').origin })).rejects.toMatchObject({ reason: 'issuer' });
    expect(at(name).calls.filter(({ kind }) => kind === 'token').length).toBe(before);
    await flow.finish({ code, state, iss: at(name).origin });
    await expect(flow.finish({ code, state })).rejects.toMatchObject({ reason: 'state' });
    const again = await flow.begin();
    const refused = await failureOf(flow.finish({ code, state: again.state }));
    expect(['dead', 'refused']).toContain(refused.kind);
  });
});

describe('the quirks', () => {
  it('of Twitch: the browser is asked again who it is, so that a second bot can be connected', async () => {
    const people = ['one', 'two'].map((login) => at('twitch').users.add({ login }));
    const browser = new Visitor();
    const { adapter, application } = await adapterAt(world, at('twitch'));
    const logins: string[] = [];
    for (const person of people) {
      const flow = new Flow(world, at('twitch'));
      const { url } = await flow.begin();
      expect(new URL(url).searchParams.has('code_challenge')).toBe(false);
      const grant = await flow.finish(textsOf(await browser.approve(url, person)));
      logins.push((await adapter.identify(application, grant.accessToken)).login);
    }
    expect(logins).toEqual(['one', 'two']);
  });

  it('of Google: connecting again brings a refresh token again, and an account without a channel is told so', async () => {
    const bot = at('youtube').users.add({ login: 'twice' });
    const flow = new Flow(world, at('youtube'));
    const grants = [await flow.connect(bot), await flow.connect(bot)];
    expect(grants.map(({ refreshToken }) => typeof refreshToken)).toEqual(['string', 'string']);
    const nobody = at('youtube').users.add({ login: 'viewer', channel: null });
    const { accessToken } = await flow.connect(nobody);
    const { adapter, application } = await adapterAt(world, at('youtube'));
    const failure = await failureOf(adapter.identify(application, accessToken));
    expect(failure).toMatchObject({ kind: 'refused', reason: 'no_channel' });
  });

  it('of Kick: PKCE with S256, and a callback at 127.0.0.1', async () => {
    const flow = new Flow(world, at('kick'), LOCAL);
    const { url } = await flow.begin();
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
    expect((await flow.connect(at('kick').users.add({ login: 'local' }))).refreshToken).not.toBeNull();
  });

  it('of Trovo: scopes are joined by a literal plus', async () => {
    const flow = new Flow(world, at('trovo'));
    flow.purpose = 'channel';
    expect((await flow.begin()).url).toMatch(/[?&]scope=chat_send_self\+send_to_my_channel(&|$)/);
  });

  it('of Discord: a static token of a bot, which is named or dead', async () => {
    const { adapter, application } = await adapterAt(world, at('discord'));
    const bot = at('discord').users.add({ login: 'helper' });
    const token = at('discord').botToken(bot);
    expect(await adapter.identify(application, token)).toMatchObject({ id: bot.id, login: 'helper' });
    await adapter.validate(application, token);
    expect(await failureOf(adapter.identify(application, `${token}x`))).toMatchObject({ kind: 'dead', status: 401 });
    expect(await failureOf(adapter.refresh(application, token))).toMatchObject({ kind: 'refused' });
    expect(at('discord').calls.at(-1)?.header('user-agent')).toMatch(/^DiscordBot \(http.+, .+\)$/);
  });
});
