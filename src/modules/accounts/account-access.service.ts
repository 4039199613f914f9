import { Injectable } from '@nestjs/common';
import { permissionMissing } from '../../common/access/access.errors.js';
import { lowerRole, roleGrants, type Permission, type Role } from '../../common/access/permissions.js';
import type { UserPrincipal } from '../../common/access/principal.js';
import type { Tx } from '../../database/transactions.js';
import type { AccountEntity } from './account.entity.js';
import { accountNotFound } from './accounts.errors.js';
import { AccountsRepository } from './accounts.repository.js';
import { MembersRepository } from './members.repository.js';

export interface LockedAccount {
  readonly account: AccountEntity;
  /** The caller's role, as it is under the lock. */
  readonly role: Role;
}

/** The guard's answer may be a moment old: what changes an account asks again while nobody else can change it. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly members: MembersRepository,
  ) {}

  /**
   * Locks the account and reads the caller's role under that lock.
   *
   * @throws AppError account_not_found, permission_missing
   */
  async lockAs(
    accountId: string,
    principal: UserPrincipal,
    permission: Permission | null,
    tx: Tx,
  ): Promise<LockedAccount> {
    const account = await this.accounts.lock(accountId, tx);
    const role = account && (await this.roleOf(accountId, principal, tx));
    if (!account || !role) throw accountNotFound();
    if (permission !== null && !roleGrants(role, permission)) throw permissionMissing(permission);
    return { account, role };
  }

  /** A bot may do what its own role and the role of its owner both allow. */
  private async roleOf(accountId: string, principal: UserPrincipal, tx: Tx): Promise<Role | null> {
    const role = await this.members.findRole(accountId, principal.userId, tx);
    if (role === null || principal.kind === 'human') return role;
    const ofOwner = await this.members.findRole(accountId, principal.ownerId, tx);
    return ofOwner && lowerRole(role, ofOwner);
  }
}
