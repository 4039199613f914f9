import { isId } from '../../common/ids.rules.js';
import type { AdminChange, User } from './users.types.js';

const HUMAN_USERNAME = /^[a-z0-9][a-z0-9_.-]{0,59}$/i;

/** Usernames of bots, in either case; they are kept in lower case. */
export const BOT_USERNAME = /^bot-[a-z0-9_.-]{1,60}$/i;

/** May a person have this name, in either case? Not one like an id: where either may stand for a user, it would stand for another one. */
export const isHumanUsername = (name: string): boolean => HUMAN_USERNAME.test(name) && !isId(name);

export const HUMAN_USERNAME_RULE = '1-60 of a-z 0-9 _ . -, begin with a letter or digit, and not look like an id';

export const EMAIL_MAX_LENGTH = 254;
export const NAME_MAX_LENGTH = 120;
/** Those of bots are the longest. */
export const USERNAME_MAX_LENGTH = 64;

const BOT_PREFIX = 'bot-';

/** C0 and C1 controls, bidirectional overrides, isolates and marks, zero-width characters, line and paragraph separators. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Usernames and e-mail addresses are ASCII, so folding is the same here and in PostgreSQL. */
export const folded = (name: string): string => name.toLowerCase();

/** Is this name one of those that only bots may have? */
export const hasBotPrefix = (username: string): boolean => folded(username).startsWith(BOT_PREFIX);

/** Is this what an e-mail address looks like, not a username? Usernames have no @. */
export const looksLikeEmail = (login: string): boolean => login.includes('@');

/** A name as it may be shown: nothing that hides, reverses or breaks the text around it. May end up empty. */
export function displayName(name: string): string {
  return name.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

export type AdminChangeVerdict = 'accepted' | 'last_system_admin' | 'bot_cannot_be_admin';

/** @param otherActiveAdmins active system admins beside this user */
export function judgeAdminChange(
  user: Pick<User, 'kind' | 'status' | 'isSystemAdmin'>,
  change: AdminChange,
  otherActiveAdmins: number,
): AdminChangeVerdict {
  if (user.kind === 'bot' && change.isSystemAdmin === true) return 'bot_cannot_be_admin';
  const after = {
    status: change.status ?? user.status,
    isSystemAdmin: change.isSystemAdmin ?? user.isSystemAdmin,
  };
  const loses = isActiveAdmin(user) && !isActiveAdmin(after);
  return loses && otherActiveAdmins === 0 ? 'last_system_admin' : 'accepted';
}

export const isActiveAdmin = (user: Pick<User, 'status' | 'isSystemAdmin'>): boolean =>
  user.isSystemAdmin && user.status === 'active';
