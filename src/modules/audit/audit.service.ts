import { Injectable } from '@nestjs/common';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { Tx } from '../../database/transactions.js';
import { rowOf } from './audit-row.js';
import { AuditRepository, type AuditedAccount, type AuditFilter } from './audit.repository.js';
import type { AuditEntry, AuditEventView } from './audit.types.js';

/** The append-only record of who did what as whom. */
@Injectable()
export class AuditService {
  constructor(private readonly events: AuditRepository) {}

  /** Writes the entry in the transaction of the change it tells of: neither exists without the other. */
  async record(entry: AuditEntry, tx: Tx): Promise<void> {
    await this.events.add(rowOf(entry), tx);
  }

  /** Newest first: the account's events, and for a personal account what was done for its person outside any account. */
  listOfAccount(account: AuditedAccount, filter: AuditFilter, query: PageQuery): Promise<Page<AuditEventView>> {
    return readPage(query, (before, limit) => this.events.findOfAccount(account, filter, before, limit));
  }

  /** Newest first: what belongs to no account. */
  listGlobal(filter: AuditFilter, query: PageQuery): Promise<Page<AuditEventView>> {
    return readPage(query, (before, limit) => this.events.findGlobal(filter, before, limit));
  }
}
