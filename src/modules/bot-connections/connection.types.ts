import type { BotPlatform } from '../../common/platforms.js';

/** The account of global bots: there is no such row in `accounts`. */
export const GLOBAL_ACCOUNT = '00000000-0000-0000-0000-000000000000';

export type BotType = 'custom' | 'global';

/**
 * `active`; `refresh_failing`: tries go on; `needs_reauth`: the platform refused the grant, a person must reconnect; `unknown`: a refresh token may
 * have been spent without an answer, one more try is due; `disabled`: switched off by a person.
 */
export const CONNECTION_STATUSES = ['active', 'refresh_failing', 'needs_reauth', 'unknown', 'disabled'] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

/** The two tables that hold a platform credential. */
export type CredentialTable = 'bot_connections' | 'channel_connections';

export interface ConnectionRef {
  readonly table: CredentialTable;
  readonly id: string;
}

/** A platform credential that may be used now. `generation` names it: pass it on when the platform refuses this very one. */
export interface FreshCredential {
  readonly ref: ConnectionRef;
  readonly platform: BotPlatform;
  /** The platform's own id and login of whom it speaks as. */
  readonly subjectId: string;
  readonly login: string;
  readonly accessToken: string;
  readonly scopes: readonly string[];
  readonly generation: number;
  readonly expiresAt: Date | null;
}

/** A connection as services see it: everything but its tokens. */
interface Connection {
  readonly id: string;
  readonly accountId: string;
  readonly platform: BotPlatform;
  /** The platform's own id and login of whom it speaks as. */
  readonly subjectId: string;
  readonly login: string;
  readonly scopes: readonly string[];
  /** Of the access token; null = not known, or never. */
  readonly expiresAt: Date | null;
  readonly status: ConnectionStatus;
  readonly statusReason: string | null;
  readonly nextTryAt: Date | null;
  readonly connectedBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastRefreshedAt: Date | null;
}

/** An account's bot identity on a platform, or the global one. */
export interface BotConnection extends Connection {
  readonly botType: BotType;
  /** The bot user that acts through it. */
  readonly attachedTo: AttachedBot | null;
}

export interface AttachedBot {
  readonly id: string;
  readonly username: string;
}

/** The account's own channel on a platform. */
export interface ChannelConnection extends Connection {
  readonly displayName: string;
  /** Whether a bot should sit in the channel. */
  readonly botEnabled: boolean;
}

/** A connection as people see it. */
export type WithMissingScopes<C extends BotConnection | ChannelConnection> = C & {
  /** Asked for by this program and not granted. */
  readonly missingScopes: readonly string[];
};

/** Why an account acts through this connection on a platform, or why through none. */
export const RESOLUTION_REASONS = [
  'custom',
  'global',
  'custom_disabled',
  'custom_needs_reauth',
  'global_disabled',
  'global_needs_reauth',
  'platform_off',
  'none',
] as const;
export type ResolutionReason = (typeof RESOLUTION_REASONS)[number];

export interface Resolution {
  readonly reason: ResolutionReason;
  /** null unless the reason is `custom` or `global`. */
  readonly connection: BotConnection | null;
}

/** A channel that wants a bot, and the one that speaks there. */
export interface BotChannel {
  readonly channel: ChannelConnection;
  readonly resolution: Resolution;
}
