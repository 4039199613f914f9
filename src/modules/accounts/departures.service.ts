import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import { UsersService, type User } from '../users/index.js';
import type { AccountEntity } from './account.entity.js';
import { lastOwnerOf } from './accounts.errors.js';
import { AccountsRepository } from './accounts.repository.js';
import { judgeMemberDeletion, type MemberDeletionVerdict } from './accounts.rules.js';
import { MembersRepository } from './members.repository.js';

/** What becomes of a user's accounts when the user is deleted: no account is left without an owner, and none without a member. */
@Injectable()
export class Departures implements OnModuleInit {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsRepository,
    private readonly members: MembersRepository,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.users.onDelete((user, actor, tx) => this.leaveAll(user, actor, tx));
  }

  private async leaveAll(user: User, actor: AuditActor, tx: Tx): Promise<void> {
    const accounts = await this.accounts.lockAllOfMember(user.id, tx);
    const verdicts = new Map<AccountEntity, MemberDeletionVerdict>();
    for (const account of accounts) {
      const verdict = await this.judge(account, user, tx);
      if (verdict !== null) verdicts.set(account, verdict);
    }
    const orphans = accounts.filter((account) => verdicts.get(account) === 'last_owner');
    if (orphans.length > 0) throw lastOwnerOf(orphans.map(({ id }) => id));
    for (const [account, verdict] of verdicts) await this.leave(account, verdict, { user, actor }, tx);
  }

  /** null when another request removed the user before the lock was ours. */
  private async judge(account: AccountEntity, user: User, tx: Tx): Promise<MemberDeletionVerdict | null> {
    const role = await this.members.findRole(account.id, user.id, tx);
    if (role === null) return null;
    const personal = account.personalOf === user.id;
    return judgeMemberDeletion({ role, personal, ...(await this.members.count(account.id, tx)) });
  }

  private async leave(
    account: AccountEntity,
    verdict: MemberDeletionVerdict,
    { user, actor }: { readonly user: User; readonly actor: AuditActor },
    tx: Tx,
  ): Promise<void> {
    const entry = { actor, accountId: account.id, subject: { id: user.id, name: user.username } };
    if (verdict === 'account_deleted') {
      await this.accounts.delete(account.id, tx);
      const target = { kind: 'account', id: account.id };
      await this.audit.record({ ...entry, action: 'account.deleted', target, details: { name: account.name } }, tx);
      return;
    }
    await this.members.delete(account.id, user.id, tx);
    const target = { kind: 'user', id: user.id };
    await this.audit.record({ ...entry, action: 'member.removed', target, details: { username: user.username } }, tx);
  }
}
