import type { LinkPlatform } from '../platforms.js';

export const SERVICE_SCOPES = ['linking', 'chat'] as const;
export type ServiceScope = (typeof SERVICE_SCOPES)[number];

/** How a confirmed link is proven before it exists. `platform` waits for sign-in providers. */
export const PROOF_MODES = ['none', 'code', 'platform'] as const;
export type ProofMode = (typeof PROOF_MODES)[number];

/** A bot service, known by its key. `keyId` is null for the key of the environment and with ENABLE_AUTH=false. */
export interface ServicePrincipal {
  readonly kind: 'service';
  readonly keyId: string | null;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  /** null = every platform. */
  readonly platforms: readonly LinkPlatform[] | null;
  readonly proof: ProofMode;
}

/** A person, known by the access token of a login. */
export interface HumanPrincipal {
  readonly kind: 'human';
  readonly userId: string;
  readonly username: string;
  readonly isSystemAdmin: boolean;
  readonly loginId: string;
}

/** Who makes this request: exactly one, of a closed set of kinds. */
export type Principal = ServicePrincipal | HumanPrincipal;

/** Stable text for a principal, for idempotency scopes and limits. */
export function principalKey(principal: Principal | null): string {
  if (principal === null) return 'anonymous';
  return principal.kind === 'human' ? `human:${principal.userId}` : `service:${principal.keyId ?? principal.name}`;
}
