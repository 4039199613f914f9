import type { LinkPlatform } from '../../../common/platforms.js';
import type { ChatIdentity } from '../../platform-linking/index.js';
import type { Usage } from '../assistants/assistant.js';

export const CONCURRENCIES = ['queue', 'reject', 'interrupt'] as const;
/** What happens to a message that arrives while another one of its session is answered. */
export type Concurrency = (typeof CONCURRENCIES)[number];

export const END_STATES = ['completed', 'failed', 'cancelled', 'interrupted'] as const;
export type EndState = (typeof END_STATES)[number];

export const TURN_STATES = ['queued', 'running', ...END_STATES] as const;
export type TurnState = (typeof TURN_STATES)[number];

/** Whom a bot service speaks for. */
export interface ChatPerson {
  readonly userId: string;
  /** null when the service named the user itself. */
  readonly identity: ChatIdentity | null;
}

/** A turn, as readers and routes need it. */
export interface TurnView {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly answerId: string;
  readonly service: string;
  readonly platform: LinkPlatform | null;
  readonly platformUserId: string | null;
  readonly state: TurnState;
  readonly fingerprint: string | null;
  readonly reservedTokens: number;
  readonly events: number | null;
  readonly endFrames: readonly string[] | null;
  readonly errorCode: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly usageEstimated: boolean | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** A turn that this replica has to run now. */
export interface ClaimedTurn {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly answerId: string;
  readonly service: string;
  readonly platform: LinkPlatform | null;
  readonly platformUserId: string | null;
  readonly place: string;
  readonly epoch: number;
  readonly reservedTokens: number;
}

/** How a turn ends, all at once: its state, the frames that say so, and the answer as it is kept. */
export interface TurnEnding {
  readonly state: EndState;
  /** Events of the log that come before. */
  readonly events: number;
  readonly frames: readonly string[];
  readonly errorCode: string | null;
  readonly text: string;
  readonly usage: Usage;
}
