import type { BotPlatform } from '../../common/platforms.js';

/**
 * The kill switch of a platform. `block_new`: what is connected goes on, its refreshing and the global bot too. `stop_all`: nothing is
 * used.
 */
export const PLATFORM_USES = ['allowed', 'block_new', 'stop_all'] as const;
export type PlatformUse = (typeof PLATFORM_USES)[number];

/** What may be connected; each has a flag of its own that blocks new ones. */
export const CONNECTION_KINDS = ['bot', 'channel', 'login'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export type FlagVerdict = 'allowed' | 'new_blocked' | 'stopped';

/** The flags of a platform; what nobody set is allowed. */
export interface PlatformSwitches {
  readonly use: PlatformUse;
  readonly botEnabled: boolean;
  readonly channelEnabled: boolean;
  readonly loginEnabled: boolean;
}

/** What an account has instead; null: as everybody. Nobody has an account yet while signing in, so there is no such flag. */
export interface SwitchOverrides {
  readonly use: PlatformUse | null;
  readonly botEnabled: boolean | null;
  readonly channelEnabled: boolean | null;
}

/** An application that an admin stored, its secret sealed; null where there is none. */
export interface StoredApplication {
  readonly clientId: string | null;
  readonly clientSecret: string | null;
}

/** What is stored of a platform, and what one account has instead. */
export interface PlatformStanding {
  readonly general: PlatformSwitches;
  readonly own: SwitchOverrides;
  readonly stored: StoredApplication;
}

/** Where the application of a platform comes from. `unreadable`: stored, but its key is not configured any more. */
export type ApplicationSource = 'stored' | 'environment' | 'none' | 'unreadable';

/** A platform as its admins see it. */
export interface ProviderView extends PlatformSwitches {
  readonly platform: BotPlatform;
  /** `static`: tokens are made in the platform's portal, so it needs no application. */
  readonly auth: 'oauth' | 'static';
  readonly source: ApplicationSource;
  readonly clientId: string | null;
  /** null: as it came with the program. */
  readonly updatedAt: Date | null;
}

/** Absent = as it is. */
export interface ProviderChange extends Partial<PlatformSwitches> {
  /** null: forget the stored application. */
  readonly clientId?: string | null;
  readonly clientSecret?: string;
}

export interface OverrideView extends SwitchOverrides {
  readonly accountId: string;
  readonly platform: BotPlatform;
  readonly updatedAt: Date;
}

/** A platform that takes new connections. */
export interface Offer {
  readonly platform: BotPlatform;
  readonly auth: 'oauth' | 'static';
}
