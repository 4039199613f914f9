import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { APP_LOGGER, type AppLogger } from '../common/logging/logger.js';
import { AppConfig } from '../config/app-config.js';
import { AppendStatements } from './append-statements.js';
import { CONNECT_TIMEOUT_MS, dataSourceOptions, STATEMENT_TIMEOUT_MS } from './data-source.js';
import { EmbeddedPostgres } from './embedded/index.js';
import { LastWrites } from './last-writes.js';
import { LookupStatements } from './lookup-statements.js';
import { migrate } from './migrate.js';
import type { StatementConnection } from './prepared-statements.js';
import { requireKnownKeys } from './sealed/known-keys.js';

/** How the program connects: its pool for everything, and the small ones for prepared statements. */
export interface DatabaseConnections {
  readonly pool: DataSourceOptions;
  readonly statements: StatementConnection;
}

/** The database the program runs on: the one of DATABASE_URL, or an embedded one that lives as long as the program. */
@Injectable()
export class DatabaseServer implements OnApplicationShutdown {
  private embedded: EmbeddedPostgres | null = null;

  constructor(
    private readonly config: AppConfig,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
    private readonly modules: ModuleRef,
  ) {}

  /** Starts what must be started, brings the schema up to date, and says how to connect. */
  async prepare(): Promise<DatabaseConnections> {
    const { settings } = this.config;
    const url = settings.DATABASE_URL ?? (await this.startEmbedded());
    try {
      await migrate(url);
      await requireKnownKeys(url, this.config.keys);
    } catch (error) {
      await this.embedded?.stop();
      throw error;
    }
    return {
      pool: dataSourceOptions(url, settings.DATABASE_POOL_SIZE),
      statements: { url, statementTimeoutMs: STATEMENT_TIMEOUT_MS, connectTimeoutMs: CONNECT_TIMEOUT_MS },
    };
  }

  /** Runs after the HTTP server has answered its last request. The pools close first, so that no connection is cut. */
  async onApplicationShutdown(): Promise<void> {
    await this.modules.get(LastWrites, { strict: false }).run();
    const pool = this.modules.get<DataSource>(getDataSourceToken(), { strict: false });
    if (pool.isInitialized) await pool.destroy();
    for (const small of [LookupStatements, AppendStatements]) await this.modules.get(small, { strict: false }).close();
    await this.embedded?.stop();
  }

  private async startEmbedded(): Promise<string> {
    this.embedded = await EmbeddedPostgres.start({
      dataDir: this.config.settings.DATA_DIR,
      log: (level, message) => this.logger[level]({ from: 'postgres' }, message),
      maxConnections: this.config.settings.DATABASE_POOL_SIZE + 20,
    });
    return this.embedded.url;
  }
}
