import { connect, type Socket } from 'node:net';
import { eventually } from '../support/eventually.js';
import { givenStreamerWithBot, givenSystemKey } from '../support/given-workers.js';
import { startWorker, workerEnvironment } from '../support/given-worker-program.js';
import { describeWithNgircd, givenNgircd } from '../support/ngircd.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startWorld, type World } from '../support/world.js';

/** Somebody else in the channel. */
class Reader {
  heard = '';
  private constructor(private readonly socket: Socket) {
    socket.on('data', (piece) => {
      this.heard += piece.toString();
      if (piece.toString().startsWith('PING')) socket.write(piece.toString().replace('PING', 'PONG'));
    });
    socket.on('error', () => undefined);
  }

  static join(port: number, password: string, channel: string): Reader {
    const reader = new Reader(connect(port, '127.0.0.1'));
    reader.socket.write(`PASS ${password}\r\nNICK reader\r\nUSER reader 0 * :reader\r\n`);
    void eventually(() => reader.heard.includes(' 001 ')).then(() => reader.socket.write(`JOIN #${channel}\r\n`));
    return reader;
  }

  close(): void {
    this.socket.destroy();
  }
}

describeWithNgircd('with a real IRC server, the worker', () => {
  let twitch: Platform;
  let world: World;
  beforeAll(async () => {
    twitch = await startPlatform('twitch');
    world = await startWorld(twitch.environment());
  });
  afterAll(async () => {
    await world.close();
    await twitch.close();
  });

  it('sits in the channel, says one line for whatever was written, and comes back after a crash of the server', async () => {
    const { human, channel, bot } = await givenStreamerWithBot(world, twitch);
    const password = `oauth:${twitch.tokens.liveAccess(bot.person)[0] ?? ''}`;
    await using server = await givenNgircd(password);
    await server.start();
    await using worker = startWorker(workerEnvironment(world, (await givenSystemKey(world)).secret, server));
    expect(worker.name).toContain('chat');
    const login = channel.person.login;
    const connected = async (): Promise<boolean> => {
      const { body } = await human.client.get<{ state: string }[]>('/v1/bot-status');
      return body[0]?.state === 'connected';
    };
    await eventually(connected, { timeoutMs: 10_000 });
    const reader = Reader.join(server.port, password, login);
    await eventually(() => reader.heard.includes(' 366 '));
    const say = (text: string): Promise<{ status: number; body: object }> =>
      human.client.post('/v1/chat-messages', { platform: 'twitch', channel: login, as: 'bot', text });
    expect(await say('hello\r\nQUIT :bye')).toMatchObject({ status: 200, body: { delivered: true } });
    await eventually(() => reader.heard.includes('PRIVMSG'));
    expect(reader.heard).toContain(`:${bot.person.login}!`);
    expect(reader.heard).toMatch(/PRIVMSG #\S+ :hello QUIT :bye\r\n/);
    expect(reader.heard).not.toMatch(/^:\S+ QUIT/m);
    reader.close();
    await server.stop();
    await eventually(async () => !(await connected()));
    await server.start();
    await eventually(connected, { timeoutMs: 15_000 });
    expect(await say('back again')).toMatchObject({ status: 200, body: { delivered: true } });
  });
});
