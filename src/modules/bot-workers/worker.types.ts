import type { BotPlatform } from '../../common/platforms.js';

/** What a worker may report. */
export const REPORTED_STATES = [
  'connecting',
  'connected',
  'paused',
  'transient_disconnect',
  'bad_credentials',
  'banned',
] as const;
export type ReportedState = (typeof REPORTED_STATES)[number];

/** What stays known of it: a silence, too, once it is over. */
export const TIMELINE_STATES = [...REPORTED_STATES, 'unreachable'] as const;
export type TimelineState = (typeof TIMELINE_STATES)[number];

/** What people see: what was reported, or what follows from nobody reporting it. */
export const BOT_STATES = [...REPORTED_STATES, 'no_connection', 'unreachable'] as const;
export type BotState = (typeof BOT_STATES)[number];

/** What the owner of the channel can do about it. */
export const USER_ACTIONS = [
  'connect_channel',
  'connect_bot',
  'reconnect',
  'ask_admin',
  'enable_channel',
  'mod_the_bot',
  'unban_the_bot',
] as const;
export type UserAction = (typeof USER_ACTIONS)[number];

/** `leave` and `sync` are made by the database when a channel or its bot changes; `say` by a chat message. */
export const COMMAND_KINDS = ['rejoin', 'leave', 'sync', 'say'] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

export const COMMAND_STATUSES = ['queued', 'delivered', 'acked', 'failed', 'expired'] as const;
export type CommandStatus = (typeof COMMAND_STATUSES)[number];

/** Channel of an account; which account names it. */
export interface ChannelRef {
  readonly accountId: string;
  readonly platform: BotPlatform;
}

/** A worker process, as its lease names it. Two keys may use one name without meeting. */
export interface WorkerRef {
  readonly keyId: string;
  readonly worker: string;
}

/** A lease as its holder proves it. */
export interface HeldLease extends ChannelRef {
  readonly keyId: string;
  readonly fence: number;
}

export interface Lease {
  readonly accountId: string;
  readonly fence: number;
}

export interface LeaseWish {
  readonly platform: BotPlatform;
  readonly accountIds: readonly string[];
  readonly who: WorkerRef;
  /** Seconds; 0 gives the channels back. */
  readonly ttl: number;
  /** Of the channels, at most so many. */
  readonly most: number;
}

export interface ChannelReport extends ChannelRef {
  readonly fence: number;
  readonly state: ReportedState;
  readonly code: string | null;
  readonly detail: string | null;
  /** Seconds. */
  readonly ttl: number;
}

/** The last report of a channel. Whether it still counts was judged by the database's clock. */
export interface LastReport {
  readonly platform: BotPlatform;
  readonly worker: string;
  readonly state: ReportedState;
  readonly code: string | null;
  readonly since: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly expired: boolean;
}

export interface ReportChange {
  readonly id: string;
  readonly state: TimelineState;
  readonly code: string | null;
  readonly worker: string;
  readonly at: Date;
}

/** What a worker shall say. */
export interface Saying {
  readonly text: string;
  readonly reply_to: string | null;
  /** The bot connection that speaks; a worker that speaks as another one must not. */
  readonly connection_id: string;
}

export interface SaidResult {
  /** The platform's id of the message, where it gives one. */
  readonly message_id: string | null;
}

export interface BotCommand extends ChannelRef {
  readonly id: string;
  readonly kind: CommandKind;
  readonly status: CommandStatus;
  readonly code: string | null;
  readonly detail: string | null;
  readonly result: SaidResult | null;
  readonly claimed: boolean;
  readonly createdAt: Date;
  readonly deadline: Date;
  readonly deliveredAt: Date | null;
  readonly deliveredTo: string | null;
  readonly settledAt: Date | null;
}

/** A command on its way to the worker that holds the channel. */
export interface DeliveredCommand extends ChannelRef {
  readonly id: string;
  readonly seq: number;
  readonly kind: CommandKind;
  readonly fence: number;
  readonly payload: Saying | null;
  readonly deadline: Date;
}
