import { roleGrants, type Role } from '../../common/access/permissions.js';

/** Everything a change of one membership is judged by, as it is under the account's lock. */
export interface MemberChange {
  readonly callerRole: Role;
  /** The caller changes their own membership. */
  readonly self: boolean;
  /** The role of the target now; null = not a member. */
  readonly from: Role | null;
  /** The role of the target afterwards; null = removed. */
  readonly to: Role | null;
  readonly targetIsBot: boolean;
  /** The account is the target's personal one. */
  readonly personal: boolean;
  readonly owners: number;
}

export type MemberVerdict =
  | 'accepted'
  | 'permission_missing'
  | 'cannot_make_bot_owner'
  | 'owner_required'
  | 'member_not_found'
  | 'last_owner'
  | 'personal_account';

/** May this membership change? Nobody gives or takes more than they hold, and an owner always remains. */
export function judgeMemberChange(change: MemberChange): MemberVerdict {
  const { callerRole, self, from, to } = change;
  const leaving = self && to === null;
  if (!leaving && !roleGrants(callerRole, 'members:manage')) return 'permission_missing';
  if (to === 'owner' && change.targetIsBot) return 'cannot_make_bot_owner';
  if ((from === 'owner' || to === 'owner') && callerRole !== 'owner') return 'owner_required';
  if (from === null && to === null) return 'member_not_found';
  if (from !== 'owner' || to === 'owner') return 'accepted';
  if (change.owners === 1) return 'last_owner';
  // The person of a personal account would be locked out of what requests without an account are about.
  return change.personal ? 'personal_account' : 'accepted';
}

/** What becomes of an account when one of its members is deleted. */
export type MemberDeletionVerdict = 'member_removed' | 'account_deleted' | 'last_owner';

export function judgeMemberDeletion(account: {
  readonly role: Role;
  readonly personal: boolean;
  readonly owners: number;
  readonly members: number;
}): MemberDeletionVerdict {
  if (account.personal || account.members === 1) return 'account_deleted';
  return account.role === 'owner' && account.owners === 1 ? 'last_owner' : 'member_removed';
}
