import type { CredentialHome } from '../credential-seal.js';
import type { PlatformFailureKind } from '../../providers/index.js';

/** With waits that double from half a minute on: about a day. */
export const LAST_ATTEMPT = 12;

export interface RevocationAttempt {
  /** null: the platform revoked it, or knew it no more. */
  readonly failure: PlatformFailureKind | null;
  /** This one counts. */
  readonly attempts: number;
}

export type RevocationEnd = 'revoked' | 'refused' | 'given_up';

/** How a revocation that was tried ends; null = it is tried again. */
export function judgeRevocation({ failure, attempts }: RevocationAttempt): RevocationEnd | null {
  if (failure === null || failure === 'dead') return 'revoked';
  if (failure === 'refused') return 'refused';
  return attempts >= LAST_ATTEMPT ? 'given_up' : null;
}

/** The home that `<table>/<row>/<account>` names. */
export function homeNamed(sealedAt: string): CredentialHome | null {
  const [table, id, accountId, ...more] = sealedAt.split('/');
  if (table !== 'bot_connections' && table !== 'channel_connections') return null;
  if (id === undefined || accountId === undefined || more.length > 0) return null;
  return { table, id, accountId };
}
