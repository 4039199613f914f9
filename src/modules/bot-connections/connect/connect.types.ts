import type { BotPlatform } from '../../../common/platforms.js';
import type { Tx } from '../../../database/transactions.js';
import type { ConnectPurpose, Grant, PlatformIdentity } from '../../providers/index.js';

/** What is being connected, for whom. */
export interface ConnectTarget {
  readonly platform: BotPlatform;
  readonly purpose: ConnectPurpose;
  /** null = the global bot. */
  readonly accountId: string | null;
}

/** A connection on its way, as it was begun. */
export interface PendingConnect extends ConnectTarget {
  /** Who began, active to this moment. */
  readonly userId: string;
  readonly username: string;
  readonly isSystemAdmin: boolean;
  readonly loginId: string | null;
  /** Of PKCE; null where the platform does not take it. */
  readonly verifier: string | null;
}

export interface BegunConnect {
  /** The platform's page. */
  readonly url: string;
  readonly state: string;
  readonly expiresAt: Date;
}

/** What the platform sends back with the browser. */
export interface AuthorizationAnswer {
  readonly code: string;
  readonly state: string;
  /** RFC 9207, where the platform sends it. */
  readonly iss?: string;
}

/** A credential that the platform gave us, and whom it speaks as. Nothing of it is stored yet. */
export interface NewCredential {
  readonly platform: BotPlatform;
  readonly grant: Grant & { readonly scopes: readonly string[] };
  readonly identity: PlatformIdentity;
}

/** The callbacks that are registered at each platform. Global bots come back as bots. */
export const CALLBACK_KINDS = ['bot', 'channel'] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

/** Stores a new credential and tells the audit; what it throws gives the credential back to the platform. */
export type Keeping<T> = (credential: NewCredential, tx: Tx) => Promise<T>;
