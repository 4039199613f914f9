import { randomBytes } from 'node:crypto';
import { SERVER_VARIABLES } from './servers/names.js';
import { administer, databaseOn } from './servers/postgres.js';
import { eventually } from './eventually.js';

/** A database of one test file, with every migration applied. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const OBJECT_IN_USE = '55006';

/** A copy of the migrated template; about 30 ms. */
export async function createDatabase(): Promise<TestDatabase> {
  return makeDatabase(` TEMPLATE ${serverVariable('template')}`);
}

/** A database with nothing in it, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return makeDatabase('');
}

async function makeDatabase(from: string): Promise<TestDatabase> {
  const admin = serverVariable('admin');
  const name = `${serverVariable('template').replace(/template$/, '')}${randomBytes(6).toString('hex')}`;
  // PostgreSQL refuses to copy a database while anybody is connected to it, such as another copy being made.
  await eventually(() => tryUnlessInUse(administer(admin, `CREATE DATABASE ${name}${from}`)), { timeoutMs: 20_000 });
  return {
    url: databaseOn(admin, name),
    drop: async () => {
      await administer(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function tryUnlessInUse(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === OBJECT_IN_USE) return false;
    throw error;
  }
}

function serverVariable(which: keyof typeof SERVER_VARIABLES): string {
  const value = process.env[SERVER_VARIABLES[which]];
  if (!value) throw new Error(`${SERVER_VARIABLES[which]} is not set: start tests with jest and its global setup`);
  return value;
}
