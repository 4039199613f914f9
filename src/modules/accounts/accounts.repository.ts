import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { AccountEntity } from './account.entity.js';
import type { Account, AccountChange, NewAccount } from './accounts.types.js';

const ACCOUNT_OF_MEMBER = `
  SELECT a.id, a.name, a.bot_fallback AS "botFallback", a.personal_of AS "personalOf", m.role, a.created_at AS "createdAt"
  FROM account_members m JOIN accounts a ON a.id = m.account_id`;

@Injectable()
export class AccountsRepository {
  constructor(@InjectRepository(AccountEntity) private readonly rows: Repository<AccountEntity>) {}

  async findOfMember(accountId: string, userId: string): Promise<Account | null> {
    const sql = `${ACCOUNT_OF_MEMBER} WHERE m.user_id = $1 AND a.id = $2`;
    const [row] = await this.rows.query<Account[]>(sql, [userId, accountId]);
    return row ?? null;
  }

  /** @param onlyId that account alone; null = all */
  findPageOfMember(userId: string, onlyId: string | null, afterId: string | null, limit: number): Promise<Account[]> {
    return this.rows.query<Account[]>(
      `${ACCOUNT_OF_MEMBER} WHERE m.user_id = $1 AND ($2::uuid IS NULL OR a.id = $2) AND ($3::uuid IS NULL OR a.id > $3)
       ORDER BY a.id LIMIT $4`,
      [userId, onlyId, afterId, limit],
    );
  }

  findAllOfMember(userId: string): Promise<Account[]> {
    return this.rows.query<Account[]>(`${ACCOUNT_OF_MEMBER} WHERE m.user_id = $1 ORDER BY a.id`, [userId]);
  }

  /** Holds the account's row until the transaction ends: who is what in it is only decided under this lock. */
  lock(accountId: string, tx: Tx): Promise<AccountEntity | null> {
    return within(this.rows, tx).findOne({ where: { id: accountId }, lock: { mode: 'pessimistic_write' } });
  }

  /** All accounts of a user, held in the order of their ids so that two such transactions never wait for each other. */
  lockAllOfMember(userId: string, tx: Tx): Promise<AccountEntity[]> {
    return within(this.rows, tx)
      .createQueryBuilder('a')
      .where('a.id IN (SELECT account_id FROM account_members WHERE user_id = :userId)', { userId })
      .orderBy('a.id')
      .setLock('pessimistic_write')
      .getMany();
  }

  /** An account never exists without its owner, so both rows are made here. */
  async add(account: NewAccount, ownerId: string, personalOf: string | null, tx: Tx): Promise<Account> {
    const id = newId();
    const { name, botFallback = 'none' } = account;
    await within(this.rows, tx).insert({ id, name, botFallback, personalOf });
    await managerOf(tx).query(`INSERT INTO account_members (account_id, user_id, role) VALUES ($1, $2, 'owner')`, [
      id,
      ownerId,
    ]);
    const { createdAt } = await within(this.rows, tx).findOneByOrFail({ id });
    return { id, name, botFallback, personalOf, role: 'owner', createdAt };
  }

  async change(id: string, change: AccountChange, tx: Tx): Promise<AccountEntity> {
    await within(this.rows, tx).update({ id }, { ...change, updatedAt: () => 'now()' });
    return within(this.rows, tx).findOneByOrFail({ id });
  }

  async delete(id: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).delete({ id });
  }
}
