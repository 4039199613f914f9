import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, type FindOptionsWhere, type Repository } from 'typeorm';
import { refusesData, violatedConstraint } from '../../common/errors/database-outage.rules.js';
import { newId } from '../../common/new-id.js';
import { AppendStatements } from '../../database/append-statements.js';
import { CopyStatement } from '../../database/copy-in.js';
import { within, type Tx } from '../../database/transactions.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { LINE_COLUMNS, type AuditLine } from './audit-lines.js';
import type { NewAuditEvent } from './audit.types.js';

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

const COPY = new CopyStatement(`COPY audit_events (${LINE_COLUMNS}) FROM STDIN`);

@Injectable()
export class AuditRepository {
  constructor(
    @InjectRepository(AuditEventEntity) private readonly rows: Repository<AuditEventEntity>,
    private readonly appends: AppendStatements,
  ) {}

  async add(event: NewAuditEvent, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert({ id: newId(), ...event });
  }

  /**
   * Many events of different calls with one statement, committed when it returns. A row that was written before is there once: whoever lost the
   * answer, and so knows nothing, tries again.
   *
   * @returns those that no table could hold, and why: the others are written without them
   * @throws when the database cannot be asked
   */
  async addMany(lines: readonly AuditLine[]): Promise<ReadonlyMap<AuditLine, Error>> {
    const unwritten = new Map<AuditLine, Error>();
    await this.copy(lines, unwritten);
    return unwritten;
  }

  private async copy(lines: readonly AuditLine[], unwritten: Map<AuditLine, Error>): Promise<void> {
    try {
      await this.appends.copy(COPY, lines.map(({ text }) => text).join(''));
    } catch (error) {
      if (!refusesData(error)) throw error;
      await this.copyRest(lines, error, unwritten);
    }
  }

  /** Without those that are there already, or in halves until the row is alone that is the reason. */
  private async copyRest(lines: readonly AuditLine[], reason: Error, unwritten: Map<AuditLine, Error>): Promise<void> {
    const missing = violatedConstraint(reason) === 'audit_events_pkey' ? await this.missing(lines) : lines;
    const [only] = missing;
    if (!only) return;
    if (missing.length < lines.length) return this.copy(missing, unwritten);
    if (missing.length === 1) return void unwritten.set(only, reason);
    const middle = Math.ceil(missing.length / 2);
    await this.copy(missing.slice(0, middle), unwritten);
    await this.copy(missing.slice(middle), unwritten);
  }

  private async missing(lines: readonly AuditLine[]): Promise<readonly AuditLine[]> {
    const rows = await this.appends.rows<{ id: string }>(
      'audit events there',
      `SELECT id FROM audit_events WHERE id = ANY($1::uuid[])`,
      [lines.map(({ id }) => id)],
    );
    const there = new Set(rows.map(({ id }) => id));
    return lines.filter(({ id }) => !there.has(id));
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
