import { Client, DatabaseError, escapeIdentifier } from 'pg';
import { SUPERUSER } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const NO_SUCH_DATABASE = '3D000';
const WRONG_PASSWORD = '28P01';

export function databaseUrl(password: string, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Connects once, which also proves the password, and creates the database if it is missing. */
export async function ensureDatabase(password: string, port: number, database: string): Promise<void> {
  try {
    await withClient(databaseUrl(password, port, database), () => Promise.resolve());
  } catch (error) {
    if (stateOf(error) === WRONG_PASSWORD) {
      throw new EmbeddedPostgresError(
        'The password in the file postgres-password of the data folder is not that of the database. ' +
          'Delete the file and start again: a new password is set then.',
        { cause: error },
      );
    }
    if (stateOf(error) !== NO_SUCH_DATABASE) throw error;
    await withClient(databaseUrl(password, port, 'postgres'), async (client) => {
      await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
    });
  }
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, ssl: false });
  // A connection broken later must not become an uncaught exception; the running query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function stateOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}
