import { randomUUID } from 'node:crypto';
import type { Platform } from '../platform.js';
import type { Person } from '../words.js';
import { tagged } from './line.js';
import { Pace } from './pace.js';

export interface Said {
  readonly id: string;
  /** Without the #. */
  readonly channel: string;
  readonly login: string;
  readonly token: string | null;
  readonly text: string;
  readonly replyTo: string | null;
  readonly at: number;
}

/** Whoever is in the hall, as far as the hall is concerned. */
export interface Member {
  readonly nick: string;
  readonly token: string | null;
  readonly scopes: readonly string[];
  readonly channels: ReadonlySet<string>;
  has(capability: string): boolean;
  send(line: string): void;
}

/** What Twitch writes into a NOTICE, by `msg-id`. */
const NOTICES = {
  msg_ratelimit: 'Your message was not sent because you are sending messages too quickly.',
  msg_duplicate:
    'Your message was not sent because it is identical to the previous one you sent, less than 30 seconds ago.',
  msg_banned: 'You are permanently banned from talking in this channel.',
  msg_channel_suspended: 'This channel does not exist or has been suspended.',
  msg_timedout: 'You are timed out for 60 more seconds.',
  msg_slowmode: 'This room is in slow mode and you are sending messages too quickly.',
  msg_rejected_mandatory: "Your message wasn't posted due to conflicts with the channel's moderation settings.",
  no_permission: "You don't have permission to perform that action.",
} as const;

export type NoticeId = keyof typeof NOTICES;

const DUPLICATE_MS = 30_000;
const MAX_LENGTH = 500;

/** All channels, who is in them, and what was said. */
export class Hall {
  readonly members = new Set<Member>();
  readonly said: Said[] = [];
  /** Channels that nobody can join. */
  readonly closedChannels = new Set<string>();
  readonly pace = { auth: new Pace(20, 10_000), join: new Pace(20, 10_000), message: new Pace(20, 30_000) };
  private turnedAway = 0;
  private readonly refusals: { readonly id: NoticeId; left: number }[] = [];

  constructor(private readonly twitch: Platform) {}

  /** The next messages are answered with that notice, and not shown. */
  refuseNext(id: NoticeId, times = 1): void {
    this.refusals.push({ id, left: times });
  }

  /** The next who signs in is turned away, whatever the token. */
  turnAwayNext(): void {
    this.turnedAway++;
  }

  /** Null for a token that nothing can be done with. */
  personOf(token: string): { readonly person: Person; readonly scopes: readonly string[] } | null {
    if (this.turnedAway > 0) {
      this.turnedAway--;
      return null;
    }
    const family = this.twitch.accessToken(token)?.family;
    return family ? { person: this.twitch.users.current(family.person), scopes: family.scopes } : null;
  }

  /** Shows a message to everybody in the channel but its author; or answers why not. */
  say(member: Member, channel: string, text: string, replyTo: string | null): Said | NoticeId {
    const refusal = this.refusalOf(member, channel, text);
    if (refusal !== null) return refusal;
    const { nick: login, token } = member;
    const said = { id: randomUUID(), channel, login, token, text, replyTo, at: Date.now() };
    this.said.push(said);
    this.show(said);
    return said;
  }

  /** Somebody who is not connected here says something. */
  hear(channel: string, login: string, text: string): Said {
    const said = { id: randomUUID(), channel, login, token: null, text, replyTo: null, at: Date.now() };
    this.show(said);
    return said;
  }

  notice(channel: string, id: NoticeId): string {
    return tagged({ 'msg-id': id }, `:tmi.twitch.tv NOTICE #${channel} :${NOTICES[id]}`);
  }

  roomId(channel: string): string {
    return this.twitch.users.find(channel)?.id ?? '0';
  }

  private refusalOf({ nick, scopes }: Member, channel: string, text: string): NoticeId | null {
    const next = this.refusals.find(({ left }) => left > 0);
    if (next) {
      next.left--;
      return next.id;
    }
    if (!scopes.includes('chat:edit')) return 'no_permission';
    if (!this.pace.message.take(nick)) return 'msg_ratelimit';
    if ([...text].length > MAX_LENGTH) return 'msg_rejected_mandatory';
    const before = this.said.findLast((one) => one.channel === channel && one.login === nick);
    return before?.text === text && before.at > Date.now() - DUPLICATE_MS ? 'msg_duplicate' : null;
  }

  private show({ id, channel, login, text, replyTo, at }: Said): void {
    const person = this.twitch.users.find(login);
    const line = `:${login}!${login}@${login}.tmi.twitch.tv PRIVMSG #${channel} :${text}`;
    const tags = {
      'badge-info': '',
      badges: '',
      color: '',
      'display-name': person?.displayName ?? login,
      emotes: '',
      id,
      mod: '0',
      ...(replyTo === null ? {} : { 'reply-parent-msg-id': replyTo }),
      'room-id': this.roomId(channel),
      'tmi-sent-ts': String(at),
      'user-id': person?.id ?? '0',
      'user-type': '',
    };
    for (const member of this.members) {
      if (!member.channels.has(channel) || member.nick === login) continue;
      member.send(member.has('tags') ? tagged(tags, line) : line);
    }
  }
}
