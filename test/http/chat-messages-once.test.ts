import { DISCORD_CHANNEL, startChats, type Chats } from '../support/chats.js';
import { unique } from '../support/given.js';
import { until } from '../support/relay.js';

let chats: Chats;

beforeAll(async () => {
  chats = await startChats();
});
afterAll(() => chats.close());
afterEach(() => chats.heal());

const say: Chats['say'] = (...message) => chats.say(...message);

describe('a message with an Idempotency-Key', () => {
  it('is sent once for twenty callers at two replicas, all of whom get its answer', async () => {
    const other = await chats.world.replica();
    const key = { 'idempotency-key': unique('key') };
    const text = unique('once');
    chats.platforms.twitch.knobs.latency(200);
    const clients = [chats.ada.client, chats.ada.client.at(other.url)];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => say(chats.toTwitch(text), key, clients[i % 2])),
    );
    expect(chats.heard('twitch', text)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') !== 'true')).toHaveLength(1);
    expect((await say(chats.toTwitch('another'), key)).body.code).toBe('idempotency_key_reused');
    expect((await say(chats.toTwitch(text), { ...key, 'x-on-behalf-of': chats.bots.twitch.ref.id })).status).toBe(200);
  });

  it('is not sent again when nobody knows whether it was', async () => {
    const key = { 'idempotency-key': unique('key') };
    const text = unique('lost');
    chats.platforms.twitch.knobs.fail({ on: 'api', afterEffect: true, how: 'lost' });
    expect((await say(chats.toTwitch(text), key)).body.code).toBe('platform_unreachable');
    const again = await say(chats.toTwitch(text), key);
    expect([again.status, again.body.code]).toEqual([409, 'message_outcome_unknown']);
    expect(chats.heard('twitch', text)).toHaveLength(1);
  });

  it('is sent by a repeat when it certainly was not', async () => {
    const key = { 'idempotency-key': unique('key') };
    const text = unique('later');
    chats.platforms.twitch.knobs.fail({ on: 'api', status: 400, body: {} });
    expect((await say(chats.toTwitch(text), key)).body.code).toBe('message_refused');
    const [first, second] = await Promise.all([say(chats.toTwitch(text), key), say(chats.toTwitch(text), key)]);
    expect([first.status, second.status, chats.heard('twitch', text).length]).toEqual([200, 200, 1]);
  });

  it('is never sent twice by a program that died while it sent', async () => {
    const key = { 'idempotency-key': unique('key') };
    const text = unique('died');
    chats.platforms.twitch.knobs.fail({ on: 'api', status: 400, body: {} });
    await say(chats.toTwitch(text), key);
    await chats.world.db.query(
      `UPDATE sent_messages SET state = 'sending', since = now() - interval '11 minutes' WHERE state = 'failed'`,
    );
    expect((await say(chats.toTwitch(text), key)).body.code).toBe('message_outcome_unknown');
    expect(chats.heard('twitch', text)).toHaveLength(0);
  });

  it('lets Discord recognise it too', async () => {
    const text = unique('nonce');
    await say({ platform: 'discord', channel: DISCORD_CHANNEL, text }, { 'idempotency-key': unique('key') });
    await until(() => expect(chats.heard('discord', text)).toHaveLength(1));
    const { body } = chats.platforms.discord.calls.findLast(({ method }) => method === 'POST') ?? { body: '' };
    expect(JSON.parse(body)).toMatchObject({
      enforce_nonce: true,
      nonce: expect.stringMatching(/^.{25}$/) as string,
      allowed_mentions: { parse: [] },
    });
  });
});

describe('a platform that is tired', () => {
  it('is left alone', async () => {
    chats.platforms.kick.knobs.fail({ on: 'api', status: 429, body: {}, headers: { 'retry-after': '60' } });
    expect((await say({ platform: 'kick', channel: '1', text: 'x' })).body.code).toBe('platform_busy');
    const before = chats.platforms.kick.calls.length;
    const again = await say({ platform: 'kick', channel: '1', text: 'x' });
    expect([again.status, Number(again.headers.get('retry-after')) > 50]).toEqual([429, true]);
    expect(chats.platforms.kick.calls).toHaveLength(before);
  });
});
