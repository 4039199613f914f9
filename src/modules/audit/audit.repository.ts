import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, type FindOptionsWhere, type Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { AppendStatements } from '../../database/append-statements.js';
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

/** Each column of a new row with its value; `at` is the database's. */
const columnsOf = (event: NewAuditEvent & { readonly id: string }) => ({
  id: event.id,
  actor_kind: event.actorKind,
  actor_id: event.actorId,
  actor_name: event.actorName,
  subject_id: event.subjectId,
  subject_name: event.subjectName,
  on_behalf_of: event.onBehalfOf,
  token_id: event.tokenId,
  account_id: event.accountId,
  action: event.action,
  target_kind: event.targetKind,
  target_id: event.targetId,
  outcome: event.outcome,
  request_id: event.requestId,
  details: event.details,
});

const COLUMNS =
  'id, actor_kind, actor_id, actor_name, subject_id, subject_name, on_behalf_of, token_id, account_id, action, target_kind, target_id, ' +
  'outcome, request_id, details';

@Injectable()
export class AuditRepository {
  constructor(
    @InjectRepository(AuditEventEntity) private readonly rows: Repository<AuditEventEntity>,
    private readonly appends: AppendStatements,
  ) {}

  async add(event: NewAuditEvent, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert({ id: newId(), ...event });
  }

  /** Many events of different calls with one statement, committed when it returns. */
  async addMany(events: readonly (NewAuditEvent & { readonly id: string })[]): Promise<void> {
    await this.appends.rows(
      'audit events',
      `INSERT INTO audit_events (${COLUMNS}) SELECT ${COLUMNS} FROM json_populate_recordset(NULL::audit_events, $1)`,
      [JSON.stringify(events.map(columnsOf))],
    );
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
