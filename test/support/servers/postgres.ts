import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../../src/database/embedded/index.js';
import { migrate } from '../../../src/database/migrate.js';
import { isLeftover } from './names.js';

export interface TestPostgres {
  readonly adminUrl: string;
  readonly template: string;
  stop(): Promise<void>;
}

/** A migrated template database on the server of TEST_DATABASE_URL, or on an embedded one that lives as long as the run. */
export async function startPostgres(run: string): Promise<TestPostgres> {
  const server = await chooseServer(run);
  try {
    await dropLeftovers(server.url);
    const template = `${run}_template`;
    await administer(server.url, `CREATE DATABASE ${template}`);
    await migrate(databaseOn(server.url, template));
    return { adminUrl: server.url, template, stop: () => stopPostgres(server, run) };
  } catch (error) {
    await stopPostgres(server, run);
    throw error;
  }
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function chooseServer(run: string): Promise<Server> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: () => Promise.resolve() };
  await removeLeftoverFolders();
  return startEmbedded(join(tmpdir(), `${run}_postgres`));
}

async function startEmbedded(folder: string): Promise<Server> {
  // Open, so that the account PostgreSQL runs under when the tests run as root can pass.
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await EmbeddedPostgres.start({
      dataDir: join(folder, 'data'),
      durable: false,
      maxConnections: 200,
      log: () => undefined,
    });
    await keepSmall(postgres.url);
    return { url: postgres.url, stop: () => postgres.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A run needs none of the gigabyte of write-ahead log that is kept otherwise, and may keep its files in memory. */
async function keepSmall(url: string): Promise<void> {
  await administer(url, `ALTER SYSTEM SET max_wal_size = '256MB'`);
  await administer(url, 'SELECT pg_reload_conf()');
}

/** A run that was killed leaves its server running: starting it again ends that one, and stopping it ends this one. */
async function removeLeftoverFolders(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.endsWith('_postgres') && isLeftover(name));
  for (const folder of folders) {
    const server = await startEmbedded(join(tmpdir(), folder)).catch(() => null);
    await server?.stop();
  }
}

async function stopPostgres(server: Server, run: string): Promise<void> {
  await dropDatabases(server.url, (name) => name.startsWith(`${run}_`));
  await server.stop();
}

const dropLeftovers = (url: string): Promise<void> => dropDatabases(url, isLeftover);

async function dropDatabases(url: string, which: (name: string) => boolean): Promise<void> {
  const rows = await administer(url, 'SELECT datname FROM pg_database');
  for (const name of rows.map((row) => String(row.datname)).filter(which)) {
    await administer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

/** The same server, another database. */
export function databaseOn(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** Runs one statement on a connection of its own. */
export async function administer(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, application_name: 'understudy-tests' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
