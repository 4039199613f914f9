import type { PlatformFailureKind } from '../../providers/index.js';
import type { ConnectionStatus } from '../connection.types.js';
import type { CredentialState } from './credentials.types.js';

/** Seconds. The longest exchange (3 s) ends before its lease does. */
export const LEASE_SECONDS = 4;

const FIRST_RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 15 * 60;
/** A quota may last until midnight at the platform; nobody is told to wait longer. */
const LONGEST_RETRY_AFTER_SECONDS = 24 * 60 * 60;
/** Wrong application credentials are mended by a person, who then wants to see that they work. */
const CONFIG_RETRY_SECONDS = 60;
/** A grace shorter than this is a race: the retry of a lost reply must come before it ends. */
const SHORT_GRACE_SECONDS = 60;
const QUICK_RETRY_SECONDS = 3;
/** Longer than a slow platform takes, so that two redemptions of one token do not meet there. */
const PATIENT_RETRY_SECONDS = 30;

export type Use = 'take' | 'refresh' | 'needs_reauth' | 'disabled';

/** What becomes of a credential that somebody wants to use. */
export function judgeUse(state: Pick<CredentialState, 'status' | 'fresh' | 'usable' | 'refreshable'>): Use {
  if (state.status === 'disabled') return 'disabled';
  if (state.status === 'needs_reauth') return 'needs_reauth';
  if (state.fresh) return 'take';
  if (state.refreshable) return 'refresh';
  return state.usable ? 'take' : 'needs_reauth';
}

export type Wait = 'over' | 'claim' | 'poll';

/** What a caller who waits for a newer pair than `generation` does next. */
export function judgeWait(
  state: Pick<CredentialState, 'generation' | 'status' | 'leased' | 'retryIn' | 'refreshable'> | null,
  generation: number,
): Wait {
  if (state?.generation !== generation || !state.refreshable) return 'over';
  if (state.status === 'needs_reauth' || state.status === 'disabled') return 'over';
  if (state.leased) return 'poll';
  return state.retryIn > 0 ? 'over' : 'claim';
}

export interface FailedExchange {
  readonly kind: PlatformFailureKind;
  /** Seconds the platform asked for. */
  readonly retryAfter: number | null;
  readonly status: ConnectionStatus;
  /** Exchanges that failed before this one, in a row. */
  readonly attempts: number;
  readonly orphaned: boolean;
  /** See PlatformAdapter.refreshGrace. */
  readonly grace: number | null;
}

export interface Verdict {
  readonly status: ConnectionStatus;
  /** null: as it was. */
  readonly reason: string | null;
  /** Seconds; null = never by itself. */
  readonly retryIn: number | null;
}

/**
 * Which state follows a failed exchange, and when it is tried again. Once a reply was lost, only an answer of the platform decides: a
 * success mends the connection, a refusal ends it, and an outage leaves it in doubt (reliability of the platform is not the connection's
 * fault).
 *
 * @param dice 0 ≤ dice < 1
 */
export function judgeFailure(failed: FailedExchange, dice: number): Verdict {
  const { kind, status, orphaned } = failed;
  const inDoubt = status === 'unknown';
  if (kind === 'dead') {
    return { status: 'needs_reauth', reason: inDoubt || orphaned ? 'reply_lost' : 'grant_refused', retryIn: null };
  }
  if (kind === 'config') return { status, reason: null, retryIn: configRetry(failed, dice) };
  const retryIn = kind === 'lost' && !inDoubt ? firstRetryOfLost(failed, dice) : nextRetry(failed, dice);
  if (kind === 'lost' || inDoubt) return { status: 'unknown', reason: 'reply_lost', retryIn };
  return { status: 'refresh_failing', reason: REASONS[kind], retryIn };
}

const REASONS = {
  throttled: 'platform_throttles',
  transient: 'platform_unavailable',
  refused: 'platform_refused',
} as const;

/** Doubles from failure to failure; the second half of it is random, so that connections that failed together do not return together. */
function nextRetry({ attempts, retryAfter }: FailedExchange, dice: number): number {
  const full = Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(attempts, 12), LONGEST_RETRY_SECONDS);
  return Math.max(full * (0.5 + dice / 2), Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER_SECONDS));
}

const configRetry = (failed: FailedExchange, dice: number): number =>
  Math.max(nextRetry(failed, dice), CONFIG_RETRY_SECONDS);

/** Lease and back-off together stay within the platform's grace where that is short; where it is not, nothing hurries. */
function firstRetryOfLost({ grace }: FailedExchange, dice: number): number {
  const hurry = grace !== null && grace > 0 && grace < SHORT_GRACE_SECONDS;
  const least = hurry ? QUICK_RETRY_SECONDS : PATIENT_RETRY_SECONDS;
  return hurry ? least + dice : least * (1 + dice / 2);
}
