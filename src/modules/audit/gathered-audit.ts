import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../common/new-id.js';
import { APP_LOGGER, type AppLogger } from '../../common/logging/logger.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { LastWrites } from '../../database/last-writes.js';
import { rowOf } from './audit-row.js';
import { AuditRepository, type NewAuditEvent } from './audit.repository.js';
import type { AuditEntry } from './audit.types.js';

type Row = NewAuditEvent & { readonly id: string };

const WRITE_EVERY_MS = 250;

/** Rows in one statement. */
const MAX_ROWS = 500;

/** Kept while the database is away, about 20 MB; what comes after them is told to the log alone. */
const MAX_KEPT = 20_000;

/**
 * The record of what changes nothing in the database and happens very often, such as calls of platforms. Concurrent entries share one
 * statement, and so one write to disk.
 */
@Injectable()
export class GatheredAudit implements OnModuleInit {
  private readonly together: BatchedLookup<Row, null>;
  private kept: Row[] = [];

  constructor(
    private readonly events: AuditRepository,
    private readonly tasks: PeriodicTasks,
    private readonly lastWrites: LastWrites,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {
    this.together = new BatchedLookup((rows) => this.write(rows), { textOf: ({ id }) => id });
  }

  onModuleInit(): void {
    this.tasks.every('write gathered audit', WRITE_EVERY_MS, () => this.flush());
    this.lastWrites.add(() => this.flush());
  }

  /** Committed when it returns. @returns the id of the event */
  async record(entry: AuditEntry): Promise<string> {
    const id = newId();
    await this.together.find({ id, ...rowOf(entry) });
    return id;
  }

  /** Written within a second, or before the program ends; lost with a process that is killed. */
  recordSoon(entry: AuditEntry): void {
    const row = { id: newId(), ...rowOf(entry) };
    if (this.kept.length < MAX_KEPT) this.kept.push(row);
    else this.logger.error({ audit: row }, 'an audit event could not be kept');
  }

  private async flush(): Promise<void> {
    while (this.kept.length > 0) {
      const rows = this.kept.slice(0, MAX_ROWS);
      await this.events.addMany(rows);
      this.kept = this.kept.slice(rows.length);
    }
  }

  private async write(rows: readonly Row[]): Promise<null[]> {
    await this.events.addMany(rows);
    return rows.map(() => null);
  }
}
