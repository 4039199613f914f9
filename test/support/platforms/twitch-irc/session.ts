import type { Hall } from './hall.js';
import { parseLine, tagged, type Line } from './line.js';
import type { Wire } from './wire.js';

const CAPABILITIES = ['twitch.tv/commands', 'twitch.tv/membership', 'twitch.tv/tags'];
const SERVER = ':tmi.twitch.tv';

/** One connection, from its first line to its end. */
export class Session {
  /** Lower case; empty until signed in. */
  nick = '';
  token: string | null = null;
  scopes: readonly string[] = [];
  readonly channels = new Set<string>();
  /** Every line that came, in its order. */
  readonly lines: string[] = [];
  readonly startedAt = Date.now();
  private readonly capabilities = new Set<string>();
  private pass = '';
  /** Hears and says nothing, while the connection stays. */
  private silent = false;

  constructor(
    readonly wire: Wire,
    private readonly hall: Hall,
  ) {
    wire.onLine((line) => this.hear(line));
  }

  has(capability: string): boolean {
    return this.capabilities.has(capability);
  }

  send(...lines: readonly string[]): void {
    if (!this.silent) this.wire.send(lines);
  }

  /** As when the network between us is gone: nothing is answered, and nothing closed. */
  goSilent(): void {
    this.silent = true;
  }

  private hear(raw: string): void {
    this.lines.push(raw);
    if (this.silent) return;
    const line = parseLine(raw);
    if (line.command === 'PASS') this.pass = line.parameters[0] ?? '';
    else if (line.command === 'CAP') this.agree(line);
    else if (line.command === 'NICK') this.signIn((line.parameters[0] ?? '').toLowerCase());
    else if (line.command === 'PING') this.send(`${SERVER} PONG tmi.twitch.tv :${line.parameters[0] ?? ''}`);
    else if (line.command === 'QUIT') this.wire.close();
    else if (this.nick !== '') this.act(line);
  }

  private act(line: Line): void {
    const names = (line.parameters[0] ?? '').split(',').map((name) => name.replace(/^#/, '').toLowerCase());
    if (line.command === 'JOIN') names.forEach((name) => this.join(name));
    else if (line.command === 'PART') names.forEach((name) => this.part(name));
    else if (line.command === 'PRIVMSG') this.say(names[0] ?? '', line);
    else if (line.command !== 'PONG') this.send(`${SERVER} 421 ${this.nick} ${line.command} :Unknown command`);
  }

  private agree({ parameters: [what = '', wishes = ''] }: Line): void {
    if (what.toUpperCase() === 'LS') {
      this.send(`${SERVER} CAP * LS :${CAPABILITIES.join(' ')}`);
      return;
    }
    const wanted = wishes.split(' ').filter(Boolean);
    const known = wanted.every((wish) => CAPABILITIES.includes(wish));
    if (known) for (const wish of wanted) this.capabilities.add(wish.replace('twitch.tv/', ''));
    this.send(`${SERVER} CAP * ${known ? 'ACK' : 'NAK'} :${wishes}`);
  }

  /** `justinfan` and digits is anybody, who may read. */
  private signIn(nick: string): void {
    if (/^justinfan\d+$/.test(nick)) {
      this.welcome(nick, nick, '0');
      return;
    }
    if (!this.pass.startsWith('oauth:')) {
      this.turnAway('Improperly formatted auth');
      return;
    }
    const token = this.pass.slice('oauth:'.length);
    const known = this.hall.personOf(token);
    const inTime = this.hall.pace.auth.take(nick);
    if (!inTime || known?.person.login !== nick || !known.scopes.some((scope) => scope.startsWith('chat:'))) {
      this.turnAway('Login authentication failed');
      return;
    }
    [this.token, this.scopes] = [token, known.scopes];
    this.welcome(nick, known.person.displayName, known.person.id);
  }

  private turnAway(why: string): void {
    this.send(`${SERVER} NOTICE * :${why}`);
    this.wire.close();
  }

  private welcome(nick: string, displayName: string, userId: string): void {
    this.nick = nick;
    const greetings = [
      '001 :Welcome, GLHF!',
      '002 :Your host is tmi.twitch.tv',
      '003 :This server is rather new',
      '004 :-',
    ];
    const message = ['375 :-', '372 :You are in a maze of twisty passages, all alike.', '376 :>'];
    this.send(...[...greetings, ...message].map((one) => `${SERVER} ${one.replace(' ', ` ${nick} `)}`));
    if (!this.has('commands')) return;
    const tags = {
      'badge-info': '',
      badges: '',
      color: '',
      'display-name': displayName,
      'user-id': userId,
      'user-type': '',
    };
    this.send(this.has('tags') ? tagged(tags, `${SERVER} GLOBALUSERSTATE`) : `${SERVER} GLOBALUSERSTATE`);
  }

  /** Beyond the limit nothing is answered, which is all that Twitch says. */
  private join(channel: string): void {
    if (!this.hall.pace.join.take(this.nick)) return;
    if (this.hall.closedChannels.has(channel)) {
      this.send(this.hall.notice(channel, 'msg_channel_suspended'));
      return;
    }
    this.channels.add(channel);
    const me = this.nick;
    this.send(
      `:${me}!${me}@${me}.tmi.twitch.tv JOIN #${channel}`,
      `:${me}.tmi.twitch.tv 353 ${me} = #${channel} :${me}`,
      `:${me}.tmi.twitch.tv 366 ${me} #${channel} :End of /NAMES list`,
    );
    const tags = {
      'emote-only': '0',
      'followers-only': '-1',
      r9k: '0',
      'room-id': this.hall.roomId(channel),
      slow: '0',
    };
    this.state(channel, 'ROOMSTATE', tags);
    this.state(channel, 'USERSTATE', { 'display-name': me, mod: '0' });
  }

  private part(channel: string): void {
    this.channels.delete(channel);
    this.send(`:${this.nick}!${this.nick}@${this.nick}.tmi.twitch.tv PART #${channel}`);
  }

  private say(channel: string, { parameters: [, text = ''], tags }: Line): void {
    const outcome = this.hall.say(this, channel, text, tags.get('reply-parent-msg-id') ?? null);
    if (typeof outcome === 'string') this.send(this.hall.notice(channel, outcome));
    else this.state(channel, 'USERSTATE', { 'display-name': this.nick, id: outcome.id, mod: '0' });
  }

  private state(channel: string, what: string, tags: Readonly<Record<string, string>>): void {
    if (!this.has('commands')) return;
    const line = `${SERVER} ${what} #${channel}`;
    this.send(this.has('tags') ? tagged(tags, line) : line);
  }
}
