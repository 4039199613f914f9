export type UserKind = 'human' | 'bot';

export const USER_STATUSES = ['active', 'disabled'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** A row of users, without what only a sign-in may see. */
export interface User {
  readonly id: string;
  readonly kind: UserKind;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: UserStatus;
  readonly isSystemAdmin: boolean;
  readonly createdAt: Date;
}

/** A bot, and whose it is now. */
export interface OwnedBot extends User {
  readonly ownerId: string;
  readonly ownerUsername: string;
}

export interface NewBot {
  readonly username: string;
  readonly name?: string;
}

/** Absent members stay. */
export interface BotChange {
  readonly username?: string;
  readonly name?: string;
  readonly status?: UserStatus;
}

/** What a sign-in is checked against. */
export interface UserCredentials {
  readonly user: User;
  /** null for bots, and for people whom only an outside identity signs in. */
  readonly passwordHash: string | null;
}

export interface NewHuman {
  readonly username: string;
  readonly name?: string;
  readonly email: string | null;
  /** null = signs in elsewhere. */
  readonly passwordHash: string | null;
  readonly isSystemAdmin?: boolean;
}

/** What a person may change of themselves; absent members stay. */
export interface ProfileChange {
  readonly username?: string;
  readonly name?: string;
  readonly email?: string;
  readonly passwordHash?: string;
}

/** What a system admin may change of a user; absent members stay. */
export interface AdminChange {
  readonly status?: UserStatus;
  readonly isSystemAdmin?: boolean;
}

export interface UserFilter {
  /** Prefix of the username or e-mail address. */
  readonly prefix?: string;
  readonly status?: UserStatus;
}
