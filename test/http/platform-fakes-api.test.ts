import { createHash } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import { connect } from '../support/platforms/client.js';
import type { Fault } from '../support/platforms/faults.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { PLATFORM_NAMES, type Person, type PlatformName } from '../support/platforms/words.js';

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

/** An address of the API that the platform has no feature for. */
const elsewhere = (platform: Platform): string =>
  `${platform.environment()[`PROVIDER_${platform.platform.toUpperCase()}_API_URL`] ?? ''}/elsewhere`;

function find(platform: Platform, login: string): Person {
  const person = platform.users.find(login);
  if (!person) throw new Error(`Nobody is called ${login}`);
  return person;
}

/** The headers of somebody new who agreed to that scope. */
async function signedIn(platform: Platform, login: string, scope: string): Promise<Record<string, string>> {
  const { body } = await connect(platform, platform.users.add({ login }), scope);
  const scheme = platform.platform === 'trovo' ? 'OAuth' : 'Bearer';
  return { authorization: `${scheme} ${String(body.access_token)}`, 'client-id': platform.clientId };
}

describe('the API', () => {
  it('says whose token it was asked with, and what it was asked', async () => {
    const twitch = at('twitch');
    const headers = await signedIn(twitch, 'asker', 'chat:read');
    const sent = Buffer.alloc(300_000, 'x');
    const answer = await fetch(`${twitch.origin}/helix/clips?a=1&a=%20`, { method: 'PUT', headers, body: sent });
    expect(await answer.json()).toMatchObject({
      method: 'PUT',
      path: '/helix/clips',
      query: 'a=1&a=%20',
      body_bytes: 300_000,
      body_sha256: createHash('sha256').update(sent).digest('hex'),
      acted_as: 'asker',
    });
    expect(answer.headers.get('ratelimit-remaining')).toBe('799');
    const large = await fetch(`${twitch.origin}/helix/_/bytes/3000000`, { headers });
    expect((await large.arrayBuffer()).byteLength).toBe(3_000_000);
    twitch.knobs.expireNow(find(twitch, 'asker'));
    expect(await (await fetch(`${twitch.origin}/helix/users`, { headers })).json()).toEqual({
      error: 'Unauthorized',
      status: 401,
      message: 'Invalid OAuth token',
    });
  });

  it('answers 200 for a message that Twitch swallows', async () => {
    const twitch = at('twitch');
    const headers = await signedIn(twitch, 'speaker', 'user:write:chat');
    const say = async (): Promise<unknown> => {
      const answer = await fetch(`${twitch.origin}/helix/chat/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ broadcaster_id: '1', sender_id: find(twitch, 'speaker').id, message: 'hello' }),
      });
      return answer.json();
    };
    expect(await say()).toMatchObject({ data: [{ is_sent: true, drop_reason: null }] });
    expect(await say()).toMatchObject({ data: [{ is_sent: false, drop_reason: { code: 'msg_duplicate' } }] });
    expect(twitch.chat.messages).toHaveLength(1);
  });

  it('shows a Discord message once for one enforced nonce, and knows a bot by its static token', async () => {
    const discord = at('discord');
    const token = discord.botToken(discord.users.add({ login: 'mybot' }));
    const headers = { authorization: `Bot ${token}`, 'user-agent': 'DiscordBot (https://example.org, 1.0)' };
    const me = await fetch(`${discord.origin}/api/v10/users/@me`, { headers });
    expect(await me.json()).toMatchObject({ username: 'mybot', bot: true });
    const post = async (): Promise<unknown> => {
      const body = JSON.stringify({ content: 'hello', nonce: 'n1', enforce_nonce: true });
      const url = `${discord.origin}/api/v10/channels/123456789012345678/messages`;
      return await (await fetch(url, { method: 'POST', headers, body })).json();
    };
    expect(await post()).toEqual(await post());
    expect(discord.chat.messages).toHaveLength(1);
  });

  it('tells when Kick swallows a message, and speaks as the application for its bot type', async () => {
    const kick = at('kick');
    const { authorization } = await signedIn(kick, 'talker', 'chat:write');
    const say = async (body: unknown): Promise<unknown> => {
      const request = { method: 'POST', headers: { authorization }, body: JSON.stringify(body) };
      return await (await fetch(`${kick.origin}/public/v1/chat`, request)).json();
    };
    kick.knobs.drop({ code: 'spam', message: 'spam' });
    const message = { type: 'user', content: 'hello', broadcaster_user_id: 7 };
    expect(await say(message)).toMatchObject({ data: { is_sent: false } });
    expect(await say(message)).toMatchObject({ data: { is_sent: true }, message: 'OK' });
    await say({ ...message, type: 'bot' });
    expect(kick.chat.messages.map(({ channel, shownAs }) => [channel, shownAs])).toEqual([
      ['7', 'talker'],
      [find(kick, 'talker').id, 'the-app-bot'],
    ]);
  });

  it('leads from a YouTube channel to its live chat, while there is one', async () => {
    const youtube = at('youtube');
    const headers = await signedIn(youtube, 'streamer', 'https://www.googleapis.com/auth/youtube.force-ssl');
    const api = async (path: string, init: RequestInit = {}): Promise<unknown> =>
      (await fetch(`${youtube.origin}/youtube/v3${path}`, { headers, ...init })).json();
    const channel = find(youtube, 'streamer').channel ?? '';
    expect(await api('/channels?part=id,snippet&mine=true')).toMatchObject({ items: [{ id: channel }] });
    expect(await api('/liveBroadcasts?mine=true')).toMatchObject({
      items: [{ snippet: { liveChatId: `chat-${channel}` } }],
    });
    const snippet = {
      liveChatId: `chat-${channel}`,
      type: 'textMessageEvent',
      textMessageDetails: { messageText: 'hi' },
    };
    const send = { method: 'POST', body: JSON.stringify({ snippet }) };
    expect(await api('/liveChat/messages?part=snippet', send)).toMatchObject({ snippet: { type: 'textMessageEvent' } });
    youtube.chat.over.add(channel);
    expect(await api('/liveChat/messages?part=snippet', send)).toMatchObject({
      error: { errors: [{ reason: 'liveChatEnded' }] },
    });
  });

  it('refuses beyond its allowance, and says how long to wait', async () => {
    const discord = at('discord');
    const headers = { authorization: `Bot ${discord.botToken(discord.users.add({ login: 'hasty' }))}` };
    discord.knobs.allow(1, 60_000);
    const [first, second] = [
      await fetch(elsewhere(discord), { headers }),
      await fetch(elsewhere(discord), { headers }),
    ];
    discord.knobs.allow(3000, 60_000);
    expect([first.status, first.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await second.json()).toMatchObject({ global: false, retry_after: expect.any(Number) as number });
  });
});

describe('a platform in trouble', () => {
  const ask = (fault: Omit<Fault, 'on'>, signal?: AbortSignal): Promise<Response> => {
    at('trovo').knobs.fail({ on: 'api', ...fault });
    return fetch(elsewhere(at('trovo')), { headers: trovo, redirect: 'manual', signal });
  };
  let trovo: Record<string, string> = {};
  beforeAll(async () => (trovo = await signedIn(at('trovo'), 'patient', 'chat_send_self')));

  it('answers with a status, a page, a redirect, or heaps of JSON', async () => {
    const refused = await ask({ status: 503, body: { message: 'later' }, headers: { 'retry-after': '7' } });
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
      503,
      '7',
      { message: 'later' },
    ]);
    expect((await ask({ how: 'html', status: 403 })).headers.get('content-type')).toContain('text/html');
    expect((await ask({ how: 'redirect', to: 'http://evil.test/' })).headers.get('location')).toBe('http://evil.test/');
    expect((await (await ask({ how: 'huge' })).text()).length).toBeGreaterThan(10_000_000);
    expect(await (await ask({ how: 'deep' })).text()).toMatch(/^\[{9}/);
    const bomb = await ask({ how: 'gzip_bomb' });
    expect(Number(bomb.headers.get('content-length'))).toBeLessThan(200_000);
    expect((await bomb.arrayBuffer()).byteLength).toBeGreaterThan(100_000_000);
    expect((await ask({ how: 'late', delayMs: 1 })).status).toBe(200);
    expect((await fetch(elsewhere(at('trovo')), { headers: trovo })).status).toBe(200);
  });

  it.each(['lost', 'reset', 'cut'] as const)('cuts the connection (%s)', async (how) => {
    await expect(ask({ how }).then((answer) => answer.text())).rejects.toThrow();
    expect(await eventually(() => at('trovo').calls.at(-1))).toMatchObject({ outcome: 'lost' });
  });

  it.each(['hang', 'drip'] as const)('keeps its caller waiting (%s), and notices when it goes away', async (how) => {
    await expect(ask({ how }, AbortSignal.timeout(50)).then((answer) => answer.text())).rejects.toThrow();
    await eventually(() => at('trovo').calls.at(-1)?.outcome === 'client_gone');
  });
});
