import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { databaseUrl } from './database.js';
import { readPassword } from './password.js';

const DEFAULT_DATABASE = 'understudy';

/** Line of postmaster.pid with the port (PostgreSQL manual, "Database File Layout"), counted from 0. */
const PORT_LINE = 3;

/** Where the embedded PostgreSQL answers that a program runs in this folder right now; null when there is none. */
export async function urlOfRunning(dataDir: string): Promise<string | null> {
  const [lines, password] = await Promise.all([
    readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => ''),
    readPassword(join(dataDir, 'postgres-password')),
  ]);
  const port = Number(lines.split('\n')[PORT_LINE]);
  if (!port || password === undefined) return null;
  const url = databaseUrl(password, port, DEFAULT_DATABASE);
  return (await answers(url)) ? url : null;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
