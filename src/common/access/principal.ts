import type { BotPlatform, LinkPlatform } from '../platforms.js';
import type { PassthroughRule } from './passthrough-rules.js';
import type { TokenPermission } from './token-permissions.js';

export const SERVICE_SCOPES = ['linking', 'chat'] as const;
export type ServiceScope = (typeof SERVICE_SCOPES)[number];

/** How a confirmed link is proven before it exists: by a code sent in the chat, or by signing in at the platform. */
export const PROOF_MODES = ['none', 'code', 'platform'] as const;
export type ProofMode = (typeof PROOF_MODES)[number];

/** How a key may name people: by their chat identity alone, or by their user id too. */
export const IDENTITY_FORMS = ['any', 'platform'] as const;
export type IdentityForm = (typeof IDENTITY_FORMS)[number];

/** A bot service, known by its key. `keyId` is null for the key of the environment and with ENABLE_AUTH=false. */
export interface ServicePrincipal {
  readonly kind: 'service';
  readonly keyId: string | null;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  /** null = every platform. */
  readonly platforms: readonly LinkPlatform[] | null;
  readonly proof: ProofMode;
  readonly identityForm: IdentityForm;
}

/** A bot worker, known by its system key. */
export interface WorkerPrincipal {
  readonly kind: 'worker';
  readonly keyId: string;
  readonly name: string;
  /** null = every platform. */
  readonly platforms: readonly BotPlatform[] | null;
}

/** The API token that a request came with. */
export interface TokenGrant {
  readonly tokenId: string;
  readonly title: string;
  readonly scopes: readonly TokenPermission[];
  /** The only account it may be used for; null = every account of its user. */
  readonly accountId: string | null;
  /** What it may call on platforms; null = everything. */
  readonly passthroughRules: readonly PassthroughRule[] | null;
  /** Which of the token's secrets was presented, counted from 1. */
  readonly generation: number;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** A person, known by the access token of a login or by an API token. */
export interface HumanPrincipal {
  readonly kind: 'human';
  readonly userId: string;
  readonly username: string;
  readonly isSystemAdmin: boolean;
  /** null for an API token. */
  readonly loginId: string | null;
  /** Absent for a login. A token never makes its user a system admin. */
  readonly token?: TokenGrant;
}

/** A bot user, known by its API token. */
export interface BotPrincipal {
  readonly kind: 'bot';
  readonly userId: string;
  readonly username: string;
  /** Whoever owns the bot now: it may never do more than they. */
  readonly ownerId: string;
  readonly ownerUsername: string;
  readonly token: TokenGrant;
}

export type UserPrincipal = HumanPrincipal | BotPrincipal;

/** Who makes this request: exactly one, of a closed set of kinds. */
export type Principal = ServicePrincipal | WorkerPrincipal | UserPrincipal;

/** Stable text for a principal, for idempotency scopes and limits. */
export function principalKey(principal: Principal | null): string {
  if (principal === null) return 'anonymous';
  if (principal.kind === 'service') return `service:${principal.keyId ?? principal.name}`;
  if (principal.kind === 'worker') return `worker:${principal.keyId}`;
  return principal.token ? `token:${principal.token.tokenId}` : `human:${principal.userId}`;
}
