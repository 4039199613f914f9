import { Injectable } from '@nestjs/common';
import { systemAdminRequired } from '../../common/access/access.errors.js';
import type { HumanCaller } from '../../common/access/caller.js';
import type { Page, PageQuery } from '../../common/paging/page.js';
import { readPage } from '../../common/paging/page.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import type { UserEntity } from './user.entity.js';
import { botCannotBeAdmin, lastSystemAdmin, userNotFound } from './users.errors.js';
import { UsersRepository } from './users.repository.js';
import { isActiveAdmin, judgeAdminChange } from './users.rules.js';
import { userOf } from './users.service.js';
import type { AdminChange, User, UserFilter } from './users.types.js';

/** What system admins do with users. */
@Injectable()
export class UserAdminService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly audit: AuditService,
  ) {}

  async list(filter: UserFilter, query: PageQuery): Promise<Page<User>> {
    const page = await readPage(query, (after, limit) => this.users.findPage(filter, after, limit));
    return { items: page.items.map(userOf), nextCursor: page.nextCursor };
  }

  /** @throws AppError user_not_found, last_system_admin, request_invalid (a bot as admin), system_admin_required */
  change(id: string, change: AdminChange, caller: HumanCaller): Promise<User> {
    return this.transactions.run(async (tx) => {
      // One change of admins at a time, and the caller must be one still: two admins who demote each other leave one.
      await holdLock(LOCKS.systemAdmins(), tx);
      const acting = await this.users.findBy({ id: caller.principal.userId }, tx);
      if (!acting || !isActiveAdmin(acting)) throw systemAdminRequired();
      const user = await this.users.lock(id, tx);
      if (!user) throw userNotFound();
      const others = (await this.users.countActiveAdmins(tx)) - (isActiveAdmin(user) ? 1 : 0);
      const verdict = judgeAdminChange(user, change, others);
      if (verdict === 'last_system_admin') throw lastSystemAdmin();
      if (verdict === 'bot_cannot_be_admin') throw botCannotBeAdmin();
      return this.apply(user, change, caller, tx);
    });
  }

  private async apply(before: UserEntity, change: AdminChange, caller: HumanCaller, tx: Tx): Promise<User> {
    const actions = actionsOf(before, change);
    if (actions.length === 0) return userOf(before);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after = await this.users.change(before.id, given, tx);
    for (const action of actions) {
      const subject = { id: before.id, name: before.username };
      const target = { kind: 'user', id: before.id };
      await this.audit.record({ actor: actorOf(caller), action, subject, target }, tx);
    }
    return userOf(after);
  }
}

function actionsOf(before: UserEntity, change: AdminChange): string[] {
  const actions: string[] = [];
  if (change.status !== undefined && change.status !== before.status) {
    actions.push(change.status === 'active' ? 'user.enabled' : 'user.disabled');
  }
  if (change.isSystemAdmin !== undefined && change.isSystemAdmin !== before.isSystemAdmin) {
    actions.push(change.isSystemAdmin ? 'user.admin_granted' : 'user.admin_revoked');
  }
  return actions;
}
