import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrationOptions } from './data-source.js';

/** Any fixed number: the name of the lock that lets one replica migrate at a time. */
const MIGRATION_LOCK = 7_252_617_201;

/**
 * Brings the schema up to date. Replicas that start together wait for the one that migrates. The lock is held by a connection of its
 * own, so that it is given back when the program dies half-way.
 */
export async function migrate(url: string): Promise<void> {
  const holder = new Client({ connectionString: url, application_name: 'understudy-migrations' });
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runPending(url);
  } finally {
    await holder.end();
  }
}

async function runPending(url: string): Promise<void> {
  const dataSource = await new DataSource(migrationOptions(url)).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}
