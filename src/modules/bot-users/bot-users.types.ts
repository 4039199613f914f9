import type { OwnedBot } from '../users/index.js';

/** A bot as its owner sees it. */
export interface BotView extends OwnedBot {
  /** Live tokens. */
  readonly tokenCount: number;
  /** When any of its tokens was used last; at most a minute late. */
  readonly lastActiveAt: Date | null;
}

interface Person {
  readonly id: string;
  readonly username: string;
}

/** A bot that waits for a person to take it over. */
export interface BotTransfer {
  readonly id: string;
  readonly bot: Person;
  readonly owner: Person;
  readonly newOwner: Person;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
}
