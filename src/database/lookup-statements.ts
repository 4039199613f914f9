import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { APP_LOGGER, type AppLogger } from '../common/logging/logger.js';

/** Look-ups are short and gathered, so a few connections carry any load. */
const CONNECTIONS = 4;

/** Where look-ups connect to, and for how long they wait. */
export interface LookupConnection {
  readonly url: string;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

export const LOOKUP_CONNECTION = Symbol('LookupConnection');

/**
 * Prepared statements for the paths that every request takes (key check, resolve, login check). TypeORM sends its statements unnamed, so
 * that PostgreSQL would parse and plan them each time; the generic plan is forced as a statement first seen with small batches
 * would else be planned anew on every call (measured: twice the throughput at 8 connections).
 */
@Injectable()
export class LookupStatements implements OnApplicationShutdown {
  private readonly pool: Pool;

  constructor(@Inject(LOOKUP_CONNECTION) connection: LookupConnection, @Inject(APP_LOGGER) logger: AppLogger) {
    this.pool = new Pool({
      connectionString: connection.url,
      max: CONNECTIONS,
      application_name: 'understudy-lookups',
      connectionTimeoutMillis: connection.connectTimeoutMs,
      statement_timeout: connection.statementTimeoutMs,
      query_timeout: connection.statementTimeoutMs + 1_000,
      keepAlive: true,
      options: '-c plan_cache_mode=force_generic_plan -c default_transaction_read_only=on',
    });
    // An idle connection that the database closes would else end the process.
    this.pool.on('error', (error) => logger.warn({ err: error }, 'a look-up connection was lost'));
  }

  /** @param name one text for one statement: it is prepared once per connection under that name */
  async rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ name, text, values: [...values] });
    return rows;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    if (!this.pool.ended && !this.pool.ending) await this.pool.end();
  }
}
