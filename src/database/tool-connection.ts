import { Pool } from 'pg';
import type { AppLogger } from '../common/logging/logger.js';
import type { Settings } from '../config/settings.js';
import { EmbeddedPostgres, urlOfRunning } from './embedded/index.js';
import type { RunSql } from './sealed/sealed-values.js';

/** The program's database, for a tool that works on it beside the program or without it. */
export interface ToolConnection {
  readonly url: string;
  readonly run: RunSql;
  close(): Promise<void>;
}

/** That of DATABASE_URL, else the embedded one: as it runs, or started for as long as the tool works. */
export async function connectTool(settings: Settings, logger: AppLogger): Promise<ToolConnection> {
  const running = settings.DATABASE_URL ?? (await urlOfRunning(settings.DATA_DIR));
  const log = (level: 'info' | 'warn' | 'error', message: string): void => logger[level]({ from: 'postgres' }, message);
  const embedded = running === null ? await EmbeddedPostgres.start({ dataDir: settings.DATA_DIR, log }) : null;
  const url = running ?? embedded?.url ?? '';
  const pool = new Pool({ connectionString: url, max: 2, application_name: 'understudy-tool' });
  pool.on('error', (error) => logger.warn({ err: error }, 'a connection was lost'));
  return {
    url,
    run: async <Row extends object>(text: string, values: readonly unknown[]) =>
      (await pool.query<Row>(text, [...values])).rows,
    close: async () => {
      await pool.end();
      await embedded?.stop();
    },
  };
}
