import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** How global setup tells the test files (which run in other processes) where the servers are. */
export const SERVER_VARIABLES = {
  /** A database of the server on which test databases may be made. */
  admin: 'UNDERSTUDY_TEST_ADMIN_URL',
  template: 'UNDERSTUDY_TEST_TEMPLATE',
  redis: 'UNDERSTUDY_TEST_REDIS_URL',
} as const;

const PREFIX = 'understudy_test';
const TOO_OLD_SECONDS = 6 * 60 * 60;
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
const NAME = new RegExp(`^${PREFIX}_(\\d+)_([0-9a-f]{6})_(\\d+)_`);

/** A run of the tests, recognisable in the names of everything it makes. */
export function runName(pid: number): string {
  return `${PREFIX}_${Math.floor(Date.now() / 1000)}_${HOST}_${pid}`;
}

/** Was this made by a run that is surely over: its process here is gone, or it began six hours ago? */
export function isLeftover(name: string): boolean {
  const [, began, host, pid] = NAME.exec(name) ?? [];
  if (began === undefined) return false;
  if (host === HOST && !isAlive(Number(pid))) return true;
  return Number(began) < Date.now() / 1000 - TOO_OLD_SECONDS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
