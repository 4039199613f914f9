import { Injectable } from '@nestjs/common';
import { credentialsRejected, permissionMissing } from '../../common/access/access.errors.js';
import { lowerRole, roleGrants, type Permission, type Role } from '../../common/access/permissions.js';
import type { UserPrincipal } from '../../common/access/principal.js';
import type { Tx } from '../../database/transactions.js';
import { UsersService } from '../users/index.js';
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
    private readonly users: UsersService,
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

  /**
   * As `lockAs`, for changes whose rows name the caller: users are held before accounts are locked, everywhere.
   *
   * @throws AppError credentials_rejected (deleted meanwhile), account_not_found, permission_missing
   */
  async holdAndLockAs(
    accountId: string,
    principal: UserPrincipal,
    permission: Permission,
    tx: Tx,
  ): Promise<LockedAccount> {
    if (!(await this.users.hold(principal.userId, tx))) throw credentialsRejected();
    return this.lockAs(accountId, principal, permission, tx);
  }

  /** A bot may do what its own role and the role of its owner both allow. */
  private async roleOf(accountId: string, principal: UserPrincipal, tx: Tx): Promise<Role | null> {
    const role = await this.members.findRole(accountId, principal.userId, tx);
    if (role === null || principal.kind === 'human') return role;
    const ofOwner = await this.members.findRole(accountId, principal.ownerId, tx);
    return ofOwner && lowerRole(role, ofOwner);
  }
}
