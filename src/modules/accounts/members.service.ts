import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import type { Role } from '../../common/access/permissions.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { UsersService, type User } from '../users/index.js';
import { AccountAccess } from './account-access.service.js';
import { memberChangeRefused, userUnknown } from './accounts.errors.js';
import { judgeMemberChange } from './accounts.rules.js';
import type { Member } from './accounts.types.js';
import { MembersRepository } from './members.repository.js';

interface Outcome {
  readonly from: Role | null;
  readonly to: Role | null;
}

/** Who is in an account, and as what. */
@Injectable()
export class MembersService {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly members: MembersRepository,
    private readonly access: AccountAccess,
    private readonly users: UsersService,
    private readonly audit: AuditService,
  ) {}

  async list(accountId: string, query: PageQuery): Promise<Page<Member>> {
    const page = await readPage(query, async (after, limit) =>
      (await this.members.findPage(accountId, after, limit)).map(({ userId, role }) => ({ id: userId, role })),
    );
    const users = await this.users.findManyById(page.items.map(({ id }) => id));
    const items = page.items.flatMap(({ id, role }) => {
      const user = users.get(id);
      // Deleted between the two reads.
      return user ? [{ user, role }] : [];
    });
    return { items, nextCursor: page.nextCursor };
  }

  /**
   * Adds a member or changes a role.
   *
   * @param ref the user's id or username
   */
  put(accountId: string, ref: string, role: Role, caller: UserCaller, call: IdempotentCall | null): Promise<Member> {
    return this.idempotency.run(call, async (tx) => {
      const user = await this.change(accountId, ref, role, caller, tx);
      return { user, role };
    });
  }

  /** Removes a member; everybody may remove themselves, but the last owner. */
  remove(accountId: string, ref: string, caller: UserCaller): Promise<void> {
    return this.idempotency.run(null, async (tx) => {
      await this.change(accountId, ref, null, caller, tx);
    });
  }

  private async change(accountId: string, ref: string, to: Role | null, caller: UserCaller, tx: Tx): Promise<User> {
    const user = await this.users.findByRef(ref, tx);
    // Users are held before accounts are locked, everywhere: the other order would wait for a deletion that waits for us.
    if (!user || !(await this.users.hold(user.id, tx))) throw userUnknown();
    const { account, role: callerRole } = await this.access.lockAs(accountId, caller.principal, null, tx);
    const from = await this.members.findRole(accountId, user.id, tx);
    const { owners } = await this.members.count(accountId, tx);
    const verdict = judgeMemberChange({
      callerRole,
      self: user.id === caller.principal.userId,
      from,
      to,
      targetIsBot: user.kind === 'bot',
      personal: account.personalOf === user.id,
      owners,
    });
    if (verdict !== 'accepted') throw memberChangeRefused(verdict);
    await this.apply(accountId, user, { from, to }, caller, tx);
    return user;
  }

  private async apply(accountId: string, user: User, { from, to }: Outcome, caller: UserCaller, tx: Tx): Promise<void> {
    if (from === to) return;
    if (to === null) await this.members.delete(accountId, user.id, tx);
    else await this.members.put(accountId, user.id, to, tx);
    const action = from === null ? 'member.added' : to === null ? 'member.removed' : 'member.role_changed';
    const subject = { id: user.id, name: user.username };
    const target = { kind: 'user', id: user.id };
    const details = { username: user.username, from, to };
    await this.audit.record({ actor: actorOf(caller), action, accountId, subject, target, details }, tx);
  }
}
