import type { BotPlatform } from '../../../common/platforms.js';
import type { CredentialHome } from '../credential-seal.js';
import type { ConnectionStatus } from '../connection.types.js';

/** Which credential of which connection. */
export interface CredentialRow extends CredentialHome {
  readonly platform: BotPlatform;
  readonly generation: number;
}

/** A connection's credential as the database sees it at one moment. Every time in it was judged by the database's clock. */
export interface CredentialState extends CredentialRow {
  readonly subjectId: string;
  readonly login: string;
  /** Sealed. */
  readonly accessToken: string;
  readonly refreshable: boolean;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly status: ConnectionStatus;
  readonly statusReason: string | null;
  /** Good for a while; or nobody knows when it expires. */
  readonly fresh: boolean;
  /** When that ends if nothing changes, in seconds since 1970 by the database's clock; Infinity = never. */
  readonly freshUntil: number;
  /** Not expired; maybe only for seconds. */
  readonly usable: boolean;
  /** Somebody exchanges its refresh token right now. */
  readonly leased: boolean;
  /** Seconds until it may be tried again; 0 = now. */
  readonly retryIn: number;
  /** Refreshed less than a minute ago. */
  readonly young: boolean;
}

/** The right to exchange one refresh token, for as long as the lease lasts. */
export interface Claim extends CredentialRow {
  readonly subjectId: string;
  readonly leaseOwner: string;
  /** Sealed. */
  readonly refreshToken: string;
  readonly status: ConnectionStatus;
  readonly attempts: number;
  /** The one before never came back: it may have spent the token. */
  readonly orphaned: boolean;
}
