import { DISCORD_CHANNEL, PLATFORM_NAMES, startChats, type Chats, type Sent } from '../support/chats.js';
import { givenChannel } from '../support/given-actors.js';
import { givenToken } from '../support/given-bots.js';
import { unique } from '../support/given.js';
import type { PlatformName } from '../support/platforms/words.js';

let chats: Chats;

beforeAll(async () => {
  chats = await startChats();
});
afterAll(() => chats.close());
afterEach(() => chats.heal());

const say: Chats['say'] = (...message) => chats.say(...message);

describe('a message', () => {
  const channels: Record<PlatformName, () => string> = {
    twitch: () => chats.streamer,
    youtube: () => chats.bots.youtube.person.id,
    kick: () => '4711',
    trovo: () => '100000021',
    discord: () => DISCORD_CHANNEL,
  };

  it.each(PLATFORM_NAMES)('is shown on %s, as the bot of the account', async (name) => {
    const text = unique('hello');
    const { status, body, headers } = await say({ platform: name, channel: channels[name](), text });
    const acting = `${name}:${chats.bots[name].person.login}`;
    const [message] = chats.heard(name, text);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        id: name === 'trovo' ? null : (message?.id ?? 'none'),
        platform: name,
        acting_as: acting,
        delivered: true,
        drop_reason: null,
      },
    });
    expect(headers.get('x-acting-as')).toBe(acting);
    expect(message?.sender).toBe(chats.bots[name].person.login);
  });

  it('finds the channel by its login, and answers a message', async () => {
    const text = unique('by login');
    expect((await say({ platform: 'twitch', channel: 'Streamer', text, reply_to: 'abc' })).body.delivered).toBe(true);
    expect(chats.heard('twitch', text)).toMatchObject([{ channel: chats.streamer, replyTo: 'abc' }]);
    expect((await say({ platform: 'twitch', channel: 'nobody', text })).body.code).toBe('chat_not_found');
  });

  it('finds the live chat of a video, and nobody who is not live', async () => {
    const channel = chats.bots.youtube.person.channel ?? '';
    const text = unique('video');
    expect((await say({ platform: 'youtube', channel: `video-${channel.slice(2, 13)}`, text })).body.delivered).toBe(
      true,
    );
    chats.platforms.youtube.chat.over.add(channel);
    const over = await say({ platform: 'youtube', channel: chats.bots.youtube.person.id, text });
    chats.platforms.youtube.chat.over.delete(channel);
    expect([over.status, over.body.code]).toEqual([404, 'chat_not_found']);
  });

  it('acts as oneself without `as`, and as whom the header names', async () => {
    const channel = await givenChannel(chats.world, chats.platforms.twitch, chats.ada.accountId);
    const text = unique('self');
    expect((await chats.ada.client.post<Sent>('/v1/chat-messages', chats.toTwitch(text))).body.acting_as).toBe(
      `twitch:${channel.person.login}`,
    );
    const named = await chats.ada.client.post<Sent>('/v1/chat-messages', chats.toTwitch(text), {
      'x-on-behalf-of': chats.bots.twitch.person.login,
    });
    expect(named.body.acting_as).toBe(`twitch:${chats.bots.twitch.person.login}`);
    expect((await say(chats.toTwitch('x'), { 'x-on-behalf-of': 'nobody' })).status).toBe(404);
  });
});

describe('a message that is not shown', () => {
  it.each([
    ['twitch', 'msg_duplicate', 'msg_duplicate'],
    ['kick', 'x', 'not_sent'],
    ['discord', '50013', '50013'],
    ['youtube', 'forbidden', 'forbidden'],
    ['trovo', '10908', '10908'],
  ] as const)('is told on %s', async (name, code, reason) => {
    chats.platforms[name].knobs.drop({ code, message: 'a sentence of the platform' });
    const channel = {
      twitch: chats.streamer,
      kick: '1',
      discord: DISCORD_CHANNEL,
      youtube: chats.bots.youtube.person.id,
      trovo: '1',
    }[name];
    const { status, body } = await say({ platform: name, channel, text: unique('dropped') });
    expect({ status, ...body }).toMatchObject({ status: 200, id: null, delivered: false, drop_reason: reason });
  });

  it('is refused when it is too long, unless it may be split', async () => {
    const text = Array.from({ length: 250 }, (_, i) => `w${i}`).join(' ');
    const long = await say(chats.toTwitch(text));
    expect([long.status, long.body.code]).toEqual([422, 'message_too_long']);
    const split = await say(chats.toTwitch(text, { split: true }));
    expect(split.body).toMatchObject({ delivered: true });
    expect(split.body.parts).toHaveLength(3);
    const parts = chats.platforms.twitch.chat.messages.slice(-3).map((one) => one.text);
    expect(parts.join(' ')).toBe(text);
    expect((await say(chats.toTwitch('x'.repeat(6000), { split: true }))).body.code).toBe('message_too_long');
  });

  it('is refused for what the platform or the connection cannot do', async () => {
    expect((await say({ platform: 'youtube', channel: 'x', text: 'x', reply_to: 'y' })).status).toBe(422);
    expect((await say({ platform: 'myspace', channel: 'x', text: 'x' })).status).toBe(422);
    expect((await say({ platform: 'twitch', channel: '../x', text: 'x' })).status).toBe(422);
    expect((await say({ platform: 'discord', channel: 'general', text: 'x' })).body.code).toBe('chat_not_found');
    await chats.world.db.query(`UPDATE bot_connections SET scopes = '{}' WHERE id = $1`, [chats.bots.kick.ref.id]);
    expect((await say({ platform: 'kick', channel: '1', text: 'x' })).body).toMatchObject({
      code: 'missing_scope',
      scope: 'chat:write',
    });
    await chats.world.db.query(`UPDATE bot_connections SET scopes = '{chat:write}' WHERE id = $1`, [
      chats.bots.kick.ref.id,
    ]);
    const passthrough_rules = [{ platform: 'twitch', methods: ['GET'], paths: ['**'] }];
    const { client } = await givenToken(chats.world, chats.ada, {
      permissions: { passthrough: ['use'] },
      passthrough_rules,
    } as object);
    expect((await say(chats.toTwitch('x'), {}, client)).body.code).toBe('passthrough_not_allowed');
  });
});
