import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenStreamerWithBot, givenSystemKey, type SystemKey } from '../support/given-workers.js';
import { startWorker, workerEnvironment, type RunningWorker } from '../support/given-worker-program.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startTwitchIrc, type TwitchIrc } from '../support/platforms/twitch-irc/server.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let twitch: Platform;
let irc: TwitchIrc;
let key: SystemKey;
let running: RunningWorker;
beforeAll(async () => {
  twitch = await startPlatform('twitch');
  irc = await startTwitchIrc(twitch);
  world = await startWorld(twitch.environment());
  key = await givenSystemKey(world);
  running = startWorker(workerEnvironment(world, key.secret, irc));
});
afterAll(async () => {
  await running.close();
  await world.close();
  await irc.close();
  await twitch.close();
});

interface Status {
  readonly platform: string;
  readonly state: string;
  readonly state_code: string | null;
  readonly user_action: string | null;
  readonly worker: string | null;
}

type Seated = Awaited<ReturnType<typeof givenStreamerWithBot>>;

async function statusOf({ client }: { client: Client }): Promise<Status> {
  const { body } = await client.get<Status[]>('/v1/bot-status');
  const status = body.find(({ platform }) => platform === 'twitch');
  if (!status) throw new Error('there is no twitch');
  return status;
}

const becomes = (streamer: Seated, expected: Partial<Status>): Promise<unknown> =>
  eventually(
    async () => {
      expect(await statusOf(streamer.human)).toMatchObject(expected);
      return true;
    },
    { timeoutMs: 10_000, everyMs: 50 },
  );

async function givenSeated(): Promise<Seated> {
  const streamer = await givenStreamerWithBot(world, twitch);
  await becomes(streamer, { state: 'connected', worker: running.name, user_action: null });
  return streamer;
}

const sessionsOf = ({ bot }: Seated): number => irc.signedIn(bot.person.login).length;
const mine =
  ({ bot }: Seated) =>
  ({ nick }: { nick: string }): boolean =>
    nick === bot.person.login;
const isIn = (streamer: Seated): boolean =>
  irc.signedIn(streamer.bot.person.login).some(({ channels }) => channels.has(streamer.channel.person.login));

const say = (
  streamer: Seated,
  text: string,
  more: object = {},
): Promise<{ status: number; body: Record<string, unknown> }> =>
  streamer.human.client.post('/v1/chat-messages', {
    platform: 'twitch',
    channel: streamer.channel.person.login,
    as: 'bot',
    text,
    ...more,
  });

const saidIn = ({ channel }: Seated): string[] =>
  irc.hall.said.filter((said) => said.channel === channel.person.login).map(({ text }) => text);

describe('the worker', () => {
  it('sits in a channel that wants a bot, and says what is to be said under its name', async () => {
    const streamer = await givenSeated();
    expect(isIn(streamer)).toBe(true);
    const answer = await say(streamer, 'hello\r\nPRIVMSG #other :injected', { reply_to: 'abc' });
    expect(answer).toMatchObject({ status: 200, body: { delivered: true, drop_reason: null } });
    const said = irc.hall.said.filter(({ channel }) => channel === streamer.channel.person.login);
    expect(said).toMatchObject([
      { id: answer.body.id, login: streamer.bot.person.login, text: 'hello PRIVMSG #other :injected', replyTo: 'abc' },
    ]);
    expect(twitch.calls.filter(({ path }) => path.includes('chat/messages'))).toEqual([]);
    const { rows } = await world.db.query<{ payload: unknown }>(
      `SELECT payload FROM bot_commands WHERE kind = 'say' AND account_id = $1`,
      [streamer.accountId],
    );
    expect(rows).toEqual([{ payload: null }]);
  });

  it('tells the truth about a message that Twitch drops', async () => {
    const streamer = await givenSeated();
    irc.hall.refuseNext('msg_slowmode');
    expect(await say(streamer, 'too fast')).toMatchObject({
      status: 200,
      body: { delivered: false, drop_reason: 'msg_slowmode' },
    });
    await becomes(streamer, { state: 'connected', state_code: 'msg_slowmode', user_action: 'mod_the_bot' });
    expect(await say(streamer, 'slowly')).toMatchObject({ body: { delivered: true } });
    await becomes(streamer, { state: 'connected', state_code: null, user_action: null });
  });

  it('leaves within seconds when it is paused, and comes back', async () => {
    const streamer = await givenSeated();
    const began = Date.now();
    await streamer.human.client.post('/v1/bot-toggle', { platform: 'twitch', enabled: false });
    await eventually(() => !isIn(streamer));
    expect(Date.now() - began).toBeLessThan(5_000);
    await becomes(streamer, { state: 'paused', user_action: 'enable_channel' });
    await streamer.human.client.post('/v1/bot-toggle', { platform: 'twitch', enabled: true });
    await becomes(streamer, { state: 'connected' });
  });

  it.each([
    ['breaks off', (streamer: Seated) => irc.cut(mine(streamer))],
    ['asks to reconnect', (streamer: Seated) => void irc.reconnect(100, mine(streamer))],
    ['falls silent', (streamer: Seated) => irc.goSilent(mine(streamer))],
  ])('comes back when the chat %s', async (_, trouble) => {
    const streamer = await givenSeated();
    const before = irc.history.length;
    trouble(streamer);
    await eventually(() => irc.history.slice(before).some(mine(streamer)), { timeoutMs: 8_000 });
    await eventually(
      () =>
        irc.history.slice(before).some(({ nick, channels }) => nick === streamer.bot.person.login && channels.size > 0),
      { timeoutMs: 8_000 },
    );
    await becomes(streamer, { state: 'connected' });
  });

  it('asks for a fresh credential once when the chat refuses one, and then says that somebody must act', async () => {
    const streamer = await givenSeated();
    twitch.knobs.expireNow(streamer.bot.person);
    irc.cut(mine(streamer));
    await eventually(() => sessionsOf(streamer) === 1, { timeoutMs: 8_000 });
    twitch.knobs.revokeUser(streamer.bot.person);
    irc.cut(mine(streamer));
    await becomes(streamer, { state: 'bad_credentials', user_action: 'reconnect' });
  });

  it('rejoins when asked, and says when it is back', async () => {
    const streamer = await givenSeated();
    const { body } = await streamer.human.client.post<{ id: string }>('/v1/bot-rejoin', { platform: 'twitch' });
    await eventually(async () => {
      const command = await streamer.human.client.get<{ status: string }>(`/v1/bot-commands/${body.id}`);
      return command.body.status === 'acked';
    });
    const [session] = irc.signedIn(streamer.bot.person.login);
    const channel = `#${streamer.channel.person.login}`;
    expect(session?.lines.filter((line) => /^(JOIN|PART)/.test(line))).toEqual([
      `JOIN ${channel}`,
      `PART ${channel}`,
      `JOIN ${channel}`,
    ]);
  });

  it('says that it is banned', async () => {
    const streamer = await givenStreamerWithBot(world, twitch);
    irc.hall.closedChannels.add(streamer.channel.person.login);
    await becomes(streamer, { state: 'banned', user_action: 'unban_the_bot' });
  });

  it('sits out when its own bot is disconnected, and nobody says anything for it', async () => {
    const streamer = await givenSeated();
    await streamer.human.client.delete('/v1/bot-connections/twitch');
    await eventually(() => sessionsOf(streamer) === 0);
    await becomes(streamer, { state: 'no_connection', user_action: 'connect_bot' });
    expect(saidIn(streamer)).toEqual([]);
  });

  it('keeps tokens out of its log', () => {
    const tokens = irc.history.map(({ token }) => token).filter((token) => token !== null);
    expect(tokens.length).toBeGreaterThan(5);
    const logs = running.logs();
    expect([...tokens, key.secret].filter((token) => logs.includes(token))).toEqual([]);
  });
});
