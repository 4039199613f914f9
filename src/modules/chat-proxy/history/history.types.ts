import type { Concurrency, EndState } from '../turns/turn.types.js';

export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly concurrency: Concurrency;
}

export interface SessionView extends Session {
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

/** What a person said. */
export interface Question {
  readonly id: string;
  readonly text: string;
}

export interface MessageView {
  readonly id: string;
  readonly sessionId: string;
  readonly turnId: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly status: EndState;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly usageEstimated: boolean | null;
  readonly createdAt: Date;
}
