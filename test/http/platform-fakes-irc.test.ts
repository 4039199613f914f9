import { connect as connectTcp } from 'node:net';
import { eventually } from '../support/eventually.js';
import { connect } from '../support/platforms/client.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startTwitchIrc, type TwitchIrc } from '../support/platforms/twitch-irc/server.js';

let twitch: Platform;
let irc: TwitchIrc;
beforeAll(async () => {
  twitch = await startPlatform('twitch');
  irc = await startTwitchIrc(twitch);
});
afterAll(async () => {
  await irc.close();
  await twitch.close();
});

/** A client of a few lines. */
class Chatter {
  heard = '';
  closed = false;
  private constructor(readonly send: (text: string) => void) {}

  static overTcp(): Chatter {
    const socket = connectTcp(irc.port, irc.host);
    const chatter = new Chatter((text) => void socket.write(text));
    socket.on('data', (piece) => (chatter.heard += piece.toString('utf8')));
    socket.on('error', () => undefined).on('close', () => (chatter.closed = true));
    return chatter;
  }

  static async overWebSocket(): Promise<Chatter> {
    const socket = new WebSocket(irc.webSocketUrl);
    const chatter = new Chatter((text) => socket.send(text));
    socket.onmessage = ({ data }) => (chatter.heard += String(data));
    socket.onclose = () => (chatter.closed = true);
    await new Promise((done) => (socket.onopen = done));
    return chatter;
  }

  says(text: string): Promise<unknown> {
    return eventually(() => this.heard.includes(text));
  }
}

async function newToken(login: string, scope = 'chat:read chat:edit'): Promise<string> {
  const { body } = await connect(twitch, twitch.users.find(login) ?? twitch.users.add({ login }), scope);
  return String(body.access_token);
}

async function signIn(chatter: Chatter, login: string, token: string): Promise<void> {
  chatter.send(`CAP REQ :twitch.tv/tags twitch.tv/commands\r\nPASS oauth:${token}\r\nNICK ${login}\r\n`);
  await chatter.says('GLHF');
}

describe('the chat of Twitch', () => {
  it('says what it can when asked, and agrees to that alone', async () => {
    const chatter = Chatter.overTcp();
    chatter.send('CAP LS 302\r\n');
    await chatter.says(':tmi.twitch.tv CAP * LS :twitch.tv/commands twitch.tv/membership twitch.tv/tags\r\n');
    chatter.send('CAP REQ :twitch.tv/tags\r\nCAP REQ :server-time\r\n');
    await chatter.says(':tmi.twitch.tv CAP * ACK :twitch.tv/tags\r\n');
    await chatter.says(':tmi.twitch.tv CAP * NAK :server-time\r\n');
    chatter.send('QUIT\r\n');
    await eventually(() => chatter.closed);
  });

  it('carries a message from one connection to another, and remembers whose token it was', async () => {
    const [reader, speaker] = [Chatter.overTcp(), await Chatter.overWebSocket()];
    const token = await newToken('speaker');
    await signIn(reader, 'reader', await newToken('reader'));
    await signIn(speaker, 'speaker', token);
    reader.send('JOIN #channel\r\n');
    await reader.says('366 reader #channel');
    speaker.send('@reply-parent-msg-id=abc PRIVMSG #channel :hello there\r\nPING :x\r\n');
    await reader.says('PRIVMSG #channel :hello there');
    await speaker.says('PONG tmi.twitch.tv :x');
    expect(reader.heard).toContain('display-name=speaker');
    expect(speaker.heard).not.toContain('PRIVMSG');
    expect(irc.hall.said).toMatchObject([{ login: 'speaker', token, text: 'hello there', replyTo: 'abc' }]);
    speaker.send('PRIVMSG #channel :hello there\r\n');
    await speaker.says('@msg-id=msg_duplicate :tmi.twitch.tv NOTICE #channel');
  });

  it('turns away whoever has no token of that name, in two ways', async () => {
    const [stranger, careless] = [Chatter.overTcp(), Chatter.overTcp()];
    stranger.send('PASS oauth:unknown\r\nNICK reader\r\n');
    careless.send('PASS unknown\r\nNICK reader\r\n');
    await stranger.says(':tmi.twitch.tv NOTICE * :Login authentication failed');
    await careless.says(':tmi.twitch.tv NOTICE * :Improperly formatted auth');
    await eventually(() => stranger.closed && careless.closed);
  });

  it('says nothing to the 21st JOIN of ten seconds, and refuses the 21st message of thirty', async () => {
    const hasty = Chatter.overTcp();
    await signIn(hasty, 'hasty', await newToken('hasty'));
    hasty.send(`JOIN ${Array.from({ length: 21 }, (_, index) => `#room${index}`).join(',')}\r\n`);
    for (let index = 0; index < 21; index++) hasty.send(`PRIVMSG #room0 :number ${index}\r\n`);
    await hasty.says('@msg-id=msg_ratelimit');
    expect(hasty.heard).toContain('JOIN #room19');
    expect(hasty.heard).not.toContain('JOIN #room20');
    expect(irc.hall.pace.join.most).toBe(21);
  });

  it('asks to reconnect, falls silent, or breaks off, as told', async () => {
    const patient = Chatter.overTcp();
    await signIn(patient, 'patient', await newToken('patient'));
    const mine = ({ nick }: { nick: string }): boolean => nick === 'patient';
    irc.goSilent(mine);
    patient.send('PING :silence\r\n');
    await eventually(() => irc.signedIn('patient')[0]?.lines.includes('PING :silence'));
    expect(patient).toMatchObject({ closed: false, heard: expect.not.stringContaining('PONG') as string });
    irc.cut(mine);
    await eventually(() => patient.closed);
    const again = Chatter.overTcp();
    await signIn(again, 'patient', await newToken('patient'));
    await irc.reconnect(5, mine);
    await again.says(':tmi.twitch.tv RECONNECT');
    await eventually(() => again.closed && irc.signedIn('patient').length === 0);
  });
});
