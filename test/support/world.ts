import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { createLogger } from '../../src/common/logging/logger.js';
import { AppConfig } from '../../src/config/app-config.js';
import { createApp } from '../../src/create-app.js';
import { createDatabase } from './database.js';

export const ADMIN_EMAIL = 'admin@localhost';
export const ADMIN_PASSWORD = 'correct horse battery staple';

/** The whole program, listening, on a database of its own. */
export interface World {
  readonly url: string;
  readonly databaseUrl: string;
  /** Reads (and, where a test must, breaks) the database behind the program's back. */
  readonly db: Pool;
  readonly config: AppConfig;
  readonly app: NestFastifyApplication;
  /** Everything the program logged so far, one JSON line each. */
  logs(): string;
  /** A second program on the same database; closing the first one closes it too. */
  replica(env?: Env): Promise<World>;
  close(): Promise<void>;
}

export type Env = Readonly<Record<string, string>>;

/** Settings of every test: nothing comes from the environment of whoever runs them. */
export const TEST_SETTINGS: Env = {
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'info',
  ADMIN_EMAIL,
  ADMIN_PASSWORD,
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 'understudy').toString('base64')}`,
  REGISTRATIONS_PER_MINUTE: '100000',
  DATABASE_POOL_SIZE: '10',
};

/** @param env overrides, see src/config/env.ts */
export async function startWorld(env: Env = {}): Promise<World> {
  const database = await createDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'understudy-world-'));
  const clean = async (): Promise<void> => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return await startProgram({ ...TEST_SETTINGS, DATA_DIR: folder, DATABASE_URL: database.url, ...env }, clean);
  } catch (error) {
    await clean();
    throw error;
  }
}

async function startProgram(env: Env, clean: () => Promise<void>): Promise<World> {
  const lines: string[] = [];
  const config = AppConfig.from({ ...env });
  const logger = createLogger(config.settings.LOG_LEVEL, { write: (line) => void lines.push(line) });
  const app = await createApp(config, logger);
  await app.listen(0, '127.0.0.1');
  const databaseUrl = config.settings.DATABASE_URL ?? '';
  const db = new Pool({ connectionString: databaseUrl, max: 4, application_name: 'understudy-test-file' });
  // A dropped database ends idle connections of the pool, which is none of the test's business.
  db.on('error', () => undefined);
  const replicas: World[] = [];
  const close = once(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await Promise.all([app.close(), db.end()]);
    await clean();
  });
  const replica = async (more: Env = {}): Promise<World> => {
    const world = await startProgram({ ...env, ...more }, () => Promise.resolve());
    replicas.push(world);
    return world;
  };
  return { url: await app.getUrl(), databaseUrl, db, config, app, logs: () => lines.join(''), replica, close };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
