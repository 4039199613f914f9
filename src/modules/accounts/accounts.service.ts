import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import type { UserPrincipal } from '../../common/access/principal.js';
import type { HumanCaller, UserCaller } from '../../common/access/caller.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService, type AuditActor, type AuditEntry } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { displayName, UsersService, type User } from '../users/index.js';
import { AccountAccess } from './account-access.service.js';
import { accountNameInvalid, accountNotFound, ownerRequired, personalAccount } from './accounts.errors.js';
import { AccountsRepository } from './accounts.repository.js';
import type { Account, AccountChange, NewAccount } from './accounts.types.js';

/** Accounts: the tenants. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly accounts: AccountsRepository,
    private readonly access: AccountAccess,
    private readonly users: UsersService,
    private readonly audit: AuditService,
  ) {}

  /** Of a token that is bound to an account, that one alone. */
  list({ userId, token }: UserPrincipal, query: PageQuery): Promise<Page<Account>> {
    const only = token?.accountId ?? null;
    return readPage(query, (after, limit) => this.accounts.findPageOfMember(userId, only, after, limit));
  }

  /** All accounts of a person, with the role in each, oldest first. */
  listAllOf(userId: string): Promise<Account[]> {
    return this.accounts.findAllOfMember(userId);
  }

  /** @throws AppError account_not_found, also when it is somebody else's */
  async requireOfMember(accountId: string, userId: string): Promise<Account> {
    const account = await this.accounts.findOfMember(accountId, userId);
    if (!account) throw accountNotFound();
    return account;
  }

  /** The account a person gets with their registration; it lives as long as the person. */
  async createPersonal(person: User, actor: AuditActor, tx: Tx): Promise<Account> {
    const account = await this.accounts.add({ name: person.name }, person.id, person.id, tx);
    const subject = { id: person.id, name: person.username };
    await this.record({ actor, action: 'account.created', subject, details: { personal: true } }, account.id, tx);
    return account;
  }

  create(account: NewAccount, caller: HumanCaller, call: IdempotentCall | null): Promise<Account> {
    const wanted = { ...account, name: visibleName(account.name) };
    return this.idempotency.run(call, async (tx) => {
      const { userId } = caller.principal;
      if (!(await this.users.hold(userId, tx))) throw credentialsRejected();
      const created = await this.accounts.add(wanted, userId, null, tx);
      const details = { name: created.name };
      await this.record({ actor: actorOf(caller), action: 'account.created', details }, created.id, tx);
      return created;
    });
  }

  /** @throws AppError account_not_found, permission_missing */
  change(accountId: string, change: AccountChange, caller: UserCaller): Promise<Account> {
    const wanted = cleanChange(change);
    return this.idempotency.run(null, async (tx) => {
      const { account, role } = await this.access.lockAs(accountId, caller.principal, 'account:manage', tx);
      const changed = Object.entries(wanted).filter(
        ([field, value]) => account[field as keyof AccountChange] !== value,
      );
      if (changed.length === 0) return { ...account, role };
      const after = await this.accounts.change(accountId, Object.fromEntries(changed), tx);
      const details = Object.fromEntries(changed);
      await this.record({ actor: actorOf(caller), action: 'account.updated', details }, accountId, tx);
      return { ...after, role };
    });
  }

  /** @throws AppError account_not_found, permission_missing, owner_required, personal_account */
  delete(accountId: string, caller: UserCaller): Promise<void> {
    return this.idempotency.run(null, async (tx) => {
      const { account, role } = await this.access.lockAs(accountId, caller.principal, 'account:manage', tx);
      if (role !== 'owner') throw ownerRequired();
      if (account.personalOf !== null) throw personalAccount();
      await this.accounts.delete(accountId, tx);
      const details = { name: account.name };
      await this.record({ actor: actorOf(caller), action: 'account.deleted', details }, accountId, tx);
    });
  }

  private record(entry: Omit<AuditEntry, 'accountId' | 'target'>, accountId: string, tx: Tx): Promise<void> {
    return this.audit.record({ ...entry, accountId, target: { kind: 'account', id: accountId } }, tx);
  }
}

function cleanChange({ name, botFallback }: AccountChange): AccountChange {
  return {
    ...(name === undefined ? {} : { name: visibleName(name) }),
    ...(botFallback === undefined ? {} : { botFallback }),
  };
}

function visibleName(name: string): string {
  const visible = displayName(name);
  if (visible === '') throw accountNameInvalid();
  return visible;
}
