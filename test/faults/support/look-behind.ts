import { Pool } from 'pg';

/** Looks at a database (and holds locks in it) behind the program's back. */
export function lookBehind(url: string): Pool {
  const db = new Pool({ connectionString: url, max: 2, application_name: 'faults' });
  // A database that goes away ends idle connections, which is none of the test's business.
  db.on('error', () => undefined);
  return db;
}
