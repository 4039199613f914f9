/** Says in words a person can act on why the embedded database is not available. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|Check free disk space/,
    'The disk is full: free some space, or set DATA_DIR to a folder on another disk.',
  ],
  [/Read-only file system/, 'The data folder is on a read-only file system: set DATA_DIR to a writable folder.'],
  [
    /error while loading shared libraries|image not found|Library not loaded/,
    'The PostgreSQL package is incomplete: run "npm rebuild", or "npm install" without --ignore-scripts.',
  ],
  [
    /pre-existing shared memory block/,
    'Processes of an earlier run still hold the database: end them, or restart the machine.',
  ],
  [/Cannot allocate memory|could not map anonymous shared memory/, 'There is not enough free memory for PostgreSQL.'],
  [/Permission denied/, 'A file of the data folder belongs to someone else: check its owner, or set DATA_DIR.'],
];

/** One message out of what happened, what PostgreSQL said about it, and what to do, if we know. */
export function failure(what: string, tail: string): EmbeddedPostgresError {
  const hint = HINTS.find(([pattern]) => pattern.test(tail))?.[1];
  const said = tail.trim() === '' ? '' : `\nPostgreSQL said:\n${indent(tail)}`;
  return new EmbeddedPostgresError(`${what}${said}${hint === undefined ? '' : `\n${hint}`}`);
}

function indent(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .slice(-20)
    .map((line) => `  ${line}`)
    .join('\n');
}
