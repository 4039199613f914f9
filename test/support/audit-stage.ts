import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { createLogger } from '../../src/common/logging/logger.js';
import { PeriodicTasks } from '../../src/common/time/periodic-tasks.js';
import { AppendStatements } from '../../src/database/append-statements.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { LastWrites } from '../../src/database/last-writes.js';
import { AuditEventEntity } from '../../src/modules/audit/audit-event.entity.js';
import { AuditedMatter } from '../../src/modules/audit/audit-lines.js';
import { AuditRepository } from '../../src/modules/audit/audit.repository.js';
import type { AuditEventView, CommonAuditEntry } from '../../src/modules/audit/audit.types.js';
import { GatheredAudit } from '../../src/modules/audit/gathered-audit.js';
import { createDatabase, type TestDatabase } from './database.js';
import { FaultProxy } from './fault-proxy.js';

const STATEMENT_TIMEOUT_MS = 500;

/** Connections of the record that wait for a lock. */
export const WAITING = `SELECT pid FROM pg_stat_activity
  WHERE application_name = 'understudy-appends' AND datname = current_database() AND wait_event_type = 'Lock'`;

/** The gathered record, on a database that may be in trouble, with events of one account. */
export class AuditStage {
  readonly account = randomUUID();
  readonly audit: GatheredAudit;
  /** What was logged as an error. */
  readonly said: string[] = [];
  private readonly appends: AppendStatements;
  private readonly events: AuditRepository;
  private readonly tasks: PeriodicTasks;

  private constructor(
    private readonly database: TestDatabase,
    /** Looks at the database behind the record's back. */
    readonly behind: Pool,
    private readonly source: DataSource,
    private readonly proxy: FaultProxy,
  ) {
    const logger = createLogger('error', { write: (line) => void this.said.push(line) });
    const url = proxy.through(database.url);
    this.appends = new AppendStatements(
      { url, statementTimeoutMs: STATEMENT_TIMEOUT_MS, connectTimeoutMs: 2_000 },
      logger,
    );
    this.events = new AuditRepository(source.getRepository(AuditEventEntity), this.appends);
    this.tasks = new PeriodicTasks(logger);
    this.audit = new GatheredAudit(this.events, this.tasks, new LastWrites(), logger);
    this.audit.onModuleInit();
  }

  static async start(): Promise<AuditStage> {
    const database = await createDatabase();
    const behind = new Pool({ connectionString: database.url, max: 3 });
    behind.on('error', () => undefined);
    const source = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
    return new AuditStage(database, behind, source, await FaultProxy.before(Number(new URL(database.url).port)));
  }

  async close(): Promise<void> {
    await this.tasks.beforeApplicationShutdown();
    await Promise.all([this.appends.close(), this.behind.end(), this.source.destroy()]);
    await this.proxy.close();
    await this.database.drop();
  }

  matter(more: Partial<CommonAuditEntry> = {}): AuditedMatter {
    const actor = { kind: 'human', id: this.account, name: 'ada', requestId: 'r-1' } as const;
    return new AuditedMatter({ actor, accountId: this.account, ...more });
  }

  /** What no row can hold. */
  unstorable(): AuditedMatter {
    return this.matter({ subject: { id: 'no uuid at all', name: null } });
  }

  soon(...actions: string[]): void {
    for (const action of actions) this.audit.recordSoon(this.matter(), action, 'done');
  }

  /** Oldest first. */
  async written(): Promise<AuditEventView[]> {
    const all = await this.events.findOfAccount({ accountId: this.account, personalOf: null }, {}, null, 10_000);
    return all.reverse();
  }

  async actions(): Promise<string[]> {
    return (await this.written()).map(({ action }) => action).toSorted();
  }

  /** Nobody can write until the work is done. */
  async whileLocked(work: () => Promise<void>): Promise<void> {
    const client = await this.behind.connect();
    try {
      await client.query('BEGIN; LOCK TABLE audit_events');
      await work();
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  /** PostgreSQL commits the next rows, and the connection breaks before its answer arrives. @returns when that happened */
  loseTheNextAnswer(): Promise<null> {
    const { promise, resolve } = Promise.withResolvers<null>();
    const breakDown = (): void => {
      this.proxy.turn({ kind: 'reset' });
      this.proxy.heal();
      resolve(null);
    };
    const answer = (chunk: Buffer): Buffer => {
      if (!chunk.includes('COPY ')) return chunk;
      setImmediate(breakDown);
      return Buffer.alloc(0);
    };
    this.proxy.turn({ kind: 'change', answer });
    return promise;
  }
}
