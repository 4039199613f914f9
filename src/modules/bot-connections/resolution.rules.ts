import type { BotFallback } from '../accounts/index.js';
import type { ConnectionStatus, ResolutionReason } from './connection.types.js';

export interface ResolutionFacts {
  /** The kill switch stops all use of the platform. */
  readonly stopped: boolean;
  /** What the account wants when its own bot cannot act. */
  readonly fallback: BotFallback;
  /** null = there is none. */
  readonly custom: ConnectionStatus | null;
  readonly global: ConnectionStatus | null;
}

/** Whose bot acts for an account on a platform. Another name is spoken under only where the account said so (`fallback`). */
export function judgeResolution({ stopped, fallback, custom, global }: ResolutionFacts): ResolutionReason {
  if (stopped) return 'platform_off';
  if (custom === null) return global === null ? 'none' : reasonOf('global', global);
  if (canAct(custom)) return 'custom';
  if (fallback === 'global' && global !== null && canAct(global)) return 'global';
  return reasonOf('custom', custom);
}

/** While exchanges fail, the access token may be good yet: whoever needs one finds out. */
const canAct = (status: ConnectionStatus): boolean => status !== 'disabled' && status !== 'needs_reauth';

function reasonOf(bot: 'custom' | 'global', status: ConnectionStatus): ResolutionReason {
  return status === 'disabled' || status === 'needs_reauth' ? `${bot}_${status}` : bot;
}
