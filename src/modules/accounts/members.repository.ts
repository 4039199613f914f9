import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, type Repository } from 'typeorm';
import type { Role } from '../../common/access/permissions.js';
import { within, type Tx } from '../../database/transactions.js';
import { AccountMemberEntity } from './account-member.entity.js';

export interface MemberCounts {
  readonly members: number;
  readonly owners: number;
}

@Injectable()
export class MembersRepository {
  constructor(@InjectRepository(AccountMemberEntity) private readonly rows: Repository<AccountMemberEntity>) {}

  findPage(accountId: string, afterUserId: string | null, limit: number): Promise<AccountMemberEntity[]> {
    const after = afterUserId === null ? {} : { userId: MoreThan(afterUserId) };
    return this.rows.find({ where: { accountId, ...after }, order: { userId: 'ASC' }, take: limit });
  }

  async findRole(accountId: string, userId: string, tx: Tx): Promise<Role | null> {
    return (await within(this.rows, tx).findOneBy({ accountId, userId }))?.role ?? null;
  }

  /** True until the transaction ends when the account is locked. */
  async count(accountId: string, tx: Tx): Promise<MemberCounts> {
    const rows = within(this.rows, tx);
    return { members: await rows.countBy({ accountId }), owners: await rows.countBy({ accountId, role: 'owner' }) };
  }

  async put(accountId: string, userId: string, role: Role, tx: Tx): Promise<void> {
    await within(this.rows, tx).upsert({ accountId, userId, role }, ['accountId', 'userId']);
  }

  async delete(accountId: string, userId: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).delete({ accountId, userId });
  }
}
