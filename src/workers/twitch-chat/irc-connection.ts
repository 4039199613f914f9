import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from 'ircv3';
import type { ChatTime } from './chat-time.js';
import { judgeLogin, oneLine } from './chat.rules.js';
import { OwnedIrcClient, type IrcLogin } from './irc-client.js';

const SIGN_IN_MS = 15_000;
const ANSWER_MS = 3_000;
const GOODBYE_MS = 500;
const CAPABILITIES = 'CAP REQ :twitch.tv/tags twitch.tv/commands';

/** The chat did not take the credential. */
export class LoginFailed extends Error {}

export interface Said {
  /** null = nobody knows. */
  readonly delivered: boolean | null;
  readonly code: string | null;
  readonly messageId: string | null;
}

export interface ChatListener {
  joined(channel: string): void;
  parted(channel: string): void;
  /** @param code `msg-id` of Twitch */
  refused(channel: string, code: string): void;
  /** The chat is about to close the connection. */
  reconnectAsked(): void;
}

/** A bot that is signed in to the chat. Channels are named without their #. */
export class IrcConnection {
  /** Resolves when it is over, for whatever reason. */
  readonly whenClosed: Promise<void>;
  private readonly said = new Map<string, (outcome: Said) => void>();
  private readonly pongs = new Map<string, () => void>();
  /** Twitch confirms each message; another server only that it has read so far. */
  private confirms = false;
  private goodbye: string | null = null;
  private over = false;

  private constructor(
    private readonly client: OwnedIrcClient,
    private readonly nick: string,
    private readonly listener: ChatListener,
  ) {
    this.whenClosed = new Promise((resolve) => {
      client.onDisconnect(() => {
        this.over = true;
        for (const settle of this.said.values()) settle({ delivered: null, code: 'connection_lost', messageId: null });
        resolve();
      });
    });
    client.onAnyMessage((message) => this.hear(message));
  }

  /** @throws LoginFailed, or Error when the chat cannot be reached, closes, or says nothing */
  static async open(login: IrcLogin, listener: ChatListener, time: ChatTime): Promise<IrcConnection> {
    const client = new OwnedIrcClient(login);
    const connection = new IrcConnection(client, login.nick, listener);
    const timer = new AbortController();
    const signedIn = new Promise<'in'>((resolve) => client.onRegister(() => resolve('in')));
    const closed = connection.whenClosed.then(() => 'closed' as const);
    const late = time.wait(SIGN_IN_MS, timer.signal).then(() => 'late' as const);
    client.connect();
    const outcome = await Promise.race([signedIn, closed, late]);
    timer.abort();
    if (outcome === 'in') {
      client.sendRaw(CAPABILITIES);
      return connection;
    }
    client.cut();
    if (connection.goodbye !== null && judgeLogin(connection.goodbye)) throw new LoginFailed(connection.goodbye);
    throw new Error(`the chat could not be signed in to: ${outcome}`);
  }

  get closed(): boolean {
    return this.over;
  }

  join(channel: string): void {
    this.client.join(`#${channel}`);
  }

  part(channel: string): void {
    this.client.part(`#${channel}`);
  }

  /** One at a time in a channel. What is said after this returns is already on its way. */
  say(channel: string, text: string, replyTo: string | null): Promise<Said> {
    if (this.over) return Promise.resolve({ delivered: false, code: 'not_connected', messageId: null });
    const token = `said-${channel}`;
    const answer = new Promise<Said>((resolve) => {
      this.said.set(channel, resolve);
      this.pongs.set(token, () => {
        if (!this.confirms) resolve({ delivered: true, code: null, messageId: null });
      });
    });
    this.client.say(`#${channel}`, oneLine(text), replyTo === null ? {} : { 'reply-parent-msg-id': replyTo });
    this.client.sendRaw(`PING :${token}`);
    const unknown: Said = { delivered: null, code: 'unconfirmed', messageId: null };
    const silence = delay(ANSWER_MS, unknown, { ref: false });
    return Promise.race([answer, silence]).finally(() => {
      this.said.delete(channel);
      this.pongs.delete(token);
    });
  }

  /** Resolves when the connection is gone. */
  async close(): Promise<void> {
    if (this.over) return;
    this.client.quitAbruptly();
    await Promise.race([this.whenClosed, delay(GOODBYE_MS)]);
    this.cut();
  }

  private cut(): void {
    if (!this.over) this.client.cut();
  }

  private hear(message: Message): void {
    const [first = '', second = ''] = message.rawParamValues;
    if (message.command === 'NOTICE') this.hearNotice(first, second, message.tags.get('msg-id') ?? null);
    else if (message.command === 'CAP') this.hearCapabilities(second, message.rawParamValues[2] ?? '');
    else if (message.command === 'PONG') this.pongs.get(second)?.();
    else if (message.command === 'RECONNECT') this.listener.reconnectAsked();
    else this.hearOfChannel(message, channelIn(first), second);
  }

  private hearOfChannel(message: Message, channel: string, second: string): void {
    switch (message.command) {
      case 'JOIN':
        if (this.isMine(message)) this.listener.joined(channel);
        break;
      case 'PART':
        if (this.isMine(message)) this.listener.parted(channel);
        break;
      case 'KICK':
        if (second.toLowerCase() === this.nick) this.listener.parted(channel);
        break;
      case 'USERSTATE':
        this.confirm(channel, message.tags.get('id') ?? null);
        break;
      case '404':
        this.refuse(channelIn(second), 'cannot_send');
        break;
    }
  }

  private hearCapabilities(answer: string, names: string): void {
    if (answer === 'ACK' && names.includes('twitch.tv/commands')) this.confirms = true;
  }

  private confirm(channel: string, messageId: string | null): void {
    this.said.get(channel)?.({ delivered: true, code: null, messageId });
  }

  private hearNotice(target: string, text: string, code: string | null): void {
    if (!target.startsWith('#')) this.goodbye = text;
    else if (code !== null) this.refuse(target.slice(1).toLowerCase(), code);
  }

  private refuse(channel: string, code: string): void {
    const settle = this.said.get(channel);
    if (settle) settle({ delivered: false, code, messageId: null });
    this.listener.refused(channel, code);
  }

  private isMine({ prefix }: Message): boolean {
    return prefix?.nick.toLowerCase() === this.nick;
  }
}

const channelIn = (name: string): string => name.replace(/^#/, '').toLowerCase();
