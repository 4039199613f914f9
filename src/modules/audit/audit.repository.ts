import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, type FindOptionsWhere, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { within, type Tx } from '../../database/transactions.js';
import { AuditEventEntity } from './audit-event.entity.js';

export type NewAuditEvent = Omit<AuditEventEntity, 'id' | 'at'>;

/** Absent members do not filter. */
export interface AuditFilter {
  readonly action?: string;
  readonly actorId?: string;
  readonly subjectId?: string;
  readonly targetId?: string;
}

export interface AuditedAccount {
  readonly accountId: string;
  /** The person whose personal account this is, or null. */
  readonly personalOf: string | null;
}

@Injectable()
export class AuditRepository {
  constructor(@InjectRepository(AuditEventEntity) private readonly rows: Repository<AuditEventEntity>) {}

  async add(event: NewAuditEvent, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert({ id: uuidv7(), ...event });
  }

  findOfAccount(
    account: AuditedAccount,
    filter: AuditFilter,
    before: string | null,
    limit: number,
  ): Promise<AuditEventEntity[]> {
    const where: FindOptionsWhere<AuditEventEntity>[] = [
      { ...conditions(filter, before), accountId: account.accountId },
    ];
    const { personalOf } = account;
    // A filter on another subject must stay a filter, so the person is only added where it does not contradict.
    if (personalOf !== null && (filter.subjectId ?? personalOf) === personalOf) {
      where.push({ ...conditions(filter, before), accountId: IsNull(), subjectId: personalOf });
    }
    return this.newest(where, limit);
  }

  findGlobal(filter: AuditFilter, before: string | null, limit: number): Promise<AuditEventEntity[]> {
    return this.newest([{ ...conditions(filter, before), accountId: IsNull() }], limit);
  }

  /** Ids are UUIDv7, so their order is the order of time. */
  private newest(where: FindOptionsWhere<AuditEventEntity>[], limit: number): Promise<AuditEventEntity[]> {
    return this.rows.find({ where, order: { id: 'DESC' }, take: limit });
  }
}

function conditions(filter: AuditFilter, before: string | null): FindOptionsWhere<AuditEventEntity> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(before === null ? {} : { id: LessThan(before) }) };
}
