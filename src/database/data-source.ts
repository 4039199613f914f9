import type { DataSourceOptions } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { ENTITIES } from './entities.js';
import { PooledClient } from './pooled-client.js';

/** Longest a statement may run; nothing of ours takes a tenth of it. */
export const STATEMENT_TIMEOUT_MS = 5_000;

/** Longest a request waits for a connection before it answers 503. */
export const CONNECT_TIMEOUT_MS = 5_000;

export function dataSourceOptions(url: string, poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    synchronize: false,
    logging: false,
    poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'understudy',
    extra: {
      Client: PooledClient,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
      idle_in_transaction_session_timeout: 10_000,
      // Notices a database that went away without a word (a cable, a firewall), which TCP alone takes hours for.
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    },
  };
}

/** Migrations may take their time, but never wait long for a lock that serving replicas would then queue behind. */
export function migrationOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: [],
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    poolSize: 2,
    applicationName: 'understudy-migrations',
    extra: { Client: PooledClient, lock_timeout: 2_000 },
  };
}
