import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { APP_LOGGER, type AppLogger } from '../../common/logging/logger.js';
import { newId } from '../../common/new-id.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { LastWrites } from '../../database/last-writes.js';
import type { AuditedMatter, AuditLine } from './audit-lines.js';
import { AuditRepository } from './audit.repository.js';
import type { AuditOutcome } from './audit.types.js';

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
  private readonly together: BatchedLookup<AuditLine, Error | null>;
  private kept: AuditLine[] = [];

  constructor(
    private readonly events: AuditRepository,
    private readonly tasks: PeriodicTasks,
    private readonly lastWrites: LastWrites,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {
    this.together = new BatchedLookup((lines) => this.write(lines), { textOf: ({ id }) => id });
  }

  onModuleInit(): void {
    this.tasks.every('write gathered audit', WRITE_EVERY_MS, () => this.flush());
    this.lastWrites.add(() => this.flush());
  }

  /** Committed when it returns. @returns the id of the event */
  async record(matter: AuditedMatter, action: string): Promise<string> {
    const id = newId();
    const refused = await this.together.find(matter.line(id, action, 'done'));
    if (refused) throw refused;
    return id;
  }

  /**
   * Written within a second, or before the program ends; lost with a process that is killed.
   *
   * @param details beside those of the matter
   */
  recordSoon(matter: AuditedMatter, action: string, outcome: AuditOutcome, details?: object): void {
    const line = matter.line(newId(), action, outcome, details);
    if (this.kept.length < MAX_KEPT) this.kept.push(line);
    else this.tellLost(line);
  }

  /** What fails is kept for the next round, but for rows that no round could write: they would stand in the way of the others for ever. */
  private async flush(): Promise<void> {
    while (this.kept.length > 0) {
      const lines = this.kept.slice(0, MAX_ROWS);
      const unwritten = await this.events.addMany(lines);
      this.kept = this.kept.slice(lines.length);
      for (const [line, reason] of unwritten) this.tellLost(line, reason);
    }
  }

  private async write(lines: readonly AuditLine[]): Promise<(Error | null)[]> {
    const unwritten = await this.events.addMany(lines);
    return lines.map((line) => unwritten.get(line) ?? null);
  }

  private tellLost({ text }: AuditLine, reason?: Error): void {
    this.logger.error({ audit: text, err: reason }, 'an audit event could not be kept');
  }
}
