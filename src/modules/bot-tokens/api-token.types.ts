import type { BotPrincipal, HumanPrincipal, TokenGrant } from '../../common/access/principal.js';
import type { PassthroughRule } from '../../common/access/passthrough-rules.js';
import type { Seen } from '../../common/access/seen.js';
import type { TokenPermission } from '../../common/access/token-permissions.js';

/** Why a token ended before its time. */
export type RevokedBecause = 'deleted' | 'reuse' | 'leak' | 'transfer';

export interface NewApiToken {
  readonly title: string;
  readonly scopes: readonly TokenPermission[];
  readonly accountId: string | null;
  /** null = from everywhere. */
  readonly allowedCidrs: readonly string[] | null;
  /** What it may call on platforms; null = everything. */
  readonly passthroughRules: readonly PassthroughRule[] | null;
  readonly expiresAt: Date | null;
}

/** A token as the one who made it sees it: everything but the secret. */
export interface ApiTokenView extends NewApiToken {
  readonly id: string;
  readonly prefix: string;
  readonly generation: number;
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedIp: string | null;
  readonly leakReportedAt: Date | null;
}

export interface IssuedApiToken {
  readonly token: ApiTokenView;
  /** Shown in this answer only. */
  readonly secret: string;
}

/** Whose token: a person's own, or one of a bot of theirs. */
export interface TokenHolder {
  readonly id: string;
  readonly kind: 'human' | 'bot';
  readonly username: string;
}

/** A token that is accepted at the moment it was looked up: it, its user and (of a bot) its owner are live and active. */
export interface LiveApiToken {
  readonly grant: TokenGrant;
  readonly user: TokenHolder;
  /** null for the token of a person. */
  readonly owner: { readonly id: string; readonly username: string } | null;
  readonly allowedCidrs: readonly string[] | null;
  /** false for a secret that was rotated out and whose overlap is over. */
  readonly secretLive: boolean;
  /** When its secret or the token itself ends, in seconds since 1970 by the database's clock; Infinity = never. */
  readonly until: number;
}

/** What was found of a secret, and when. */
export interface CheckedApiToken {
  readonly token: LiveApiToken;
  readonly seen: Seen;
}

export type TokenPrincipal = BotPrincipal | (HumanPrincipal & { readonly token: TokenGrant });

/** What lists of bots say of their tokens. */
export interface TokenSummary {
  readonly count: number;
  readonly lastUsedAt: Date | null;
}
