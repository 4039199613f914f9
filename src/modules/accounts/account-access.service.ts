import { Injectable } from '@nestjs/common';
import { permissionMissing } from '../../common/access/access.errors.js';
import { roleGrants, type Permission, type Role } from '../../common/access/permissions.js';
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
  async lockAs(accountId: string, userId: string, permission: Permission | null, tx: Tx): Promise<LockedAccount> {
    const account = await this.accounts.lock(accountId, tx);
    const role = account && (await this.members.findRole(accountId, userId, tx));
    if (!account || !role) throw accountNotFound();
    if (permission !== null && !roleGrants(role, permission)) throw permissionMissing(permission);
    return { account, role };
  }
}
