import { Pool, type Submittable } from 'pg';
import type { AppLogger } from '../common/logging/logger.js';
import { PooledClient } from './pooled-client.js';

/** Where a pool connects to, and for how long it waits. */
export interface StatementConnection {
  readonly url: string;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

export const STATEMENT_CONNECTION = Symbol('StatementConnection');

/** What a pool is for. */
export interface StatementPool {
  /** Seen in `pg_stat_activity`. */
  readonly name: string;
  readonly connections: number;
  readonly readOnly: boolean;
}

/**
 * A small pool for statements that run very often. TypeORM sends its statements unnamed, so that PostgreSQL would parse and plan them each
 * time; the generic plan is forced as a statement first seen with small batches would else be planned anew on every call (measured:
 * twice the throughput at 8 connections).
 */
export abstract class PreparedStatements {
  protected readonly pool: Pool;

  constructor(connection: StatementConnection, logger: AppLogger, { name, connections, readOnly }: StatementPool) {
    this.pool = new Pool({
      Client: PooledClient,
      connectionString: connection.url,
      max: connections,
      application_name: name,
      connectionTimeoutMillis: connection.connectTimeoutMs,
      statement_timeout: connection.statementTimeoutMs,
      query_timeout: connection.statementTimeoutMs + 1_000,
      keepAlive: true,
      options: `-c plan_cache_mode=force_generic_plan -c default_transaction_read_only=${readOnly ? 'on' : 'off'}`,
    });
    // An idle connection that the database closes would else end the process.
    this.pool.on('error', (error) => logger.warn({ err: error, pool: name }, 'a database connection was lost'));
  }

  /** @param name one text for one statement: it is prepared once per connection under that name */
  async rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ name, text, values: [...values] });
    return rows;
  }

  /**
   * Something that pg's own queries cannot do, on a connection of the pool.
   *
   * @param ended gets null when all went well
   */
  protected submit(
    submittable: (callback: (failure: Error | null) => void) => Submittable,
    ended: (failure: Error | null) => void,
  ): void {
    this.pool.connect((error, client, release) => {
      if (!client) {
        ended(error ?? new Error('The database gave no connection'));
        return;
      }
      const turn = submittable((failure) => {
        // A connection on which something failed is not used again: a time-out leaves it in the middle of an answer.
        release(failure ?? undefined);
        ended(failure);
      });
      client.query(turn);
    });
  }

  /** Asked by DatabaseServer, when the last write is done. */
  async close(): Promise<void> {
    if (!this.pool.ended && !this.pool.ending) await this.pool.end();
  }
}
