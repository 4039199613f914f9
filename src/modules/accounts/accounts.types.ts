import type { Role } from '../../common/access/permissions.js';
import type { User } from '../users/index.js';

/** What acts on a platform when an account has no bot of its own there. */
export const BOT_FALLBACKS = ['none', 'global'] as const;
export type BotFallback = (typeof BOT_FALLBACKS)[number];

/** An account as one of its members sees it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly botFallback: BotFallback;
  /** The person whose personal account this is, or null. */
  readonly personalOf: string | null;
  /** The role of whoever asked. */
  readonly role: Role;
  readonly createdAt: Date;
}

export interface Member {
  readonly user: User;
  readonly role: Role;
}

export interface NewAccount {
  readonly name: string;
  readonly botFallback?: BotFallback;
}

export type AccountChange = Partial<NewAccount>;
