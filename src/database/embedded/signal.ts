import { spawnSync } from 'node:child_process';
import type { Binaries } from './binaries.js';
import { CLEAN_ENVIRONMENT } from './child-process.js';

/** To a postmaster: INT is the fast shutdown, QUIT the immediate one, which makes the next start recover. */
export type PostgresSignal = 'INT' | 'QUIT' | 'KILL';

/** Synchronous, so that it also works while our process is exiting. A process already gone is fine. */
export function signalPostgres(pid: number, signal: PostgresSignal, binaries: Binaries): void {
  if (process.platform === 'win32') {
    // Windows has no signals; PostgreSQL brings its own, and this program to send them.
    spawnSync(binaries.pgCtl, ['kill', signal, String(pid)], {
      env: CLEAN_ENVIRONMENT,
      windowsHide: true,
      timeout: 5_000,
    });
    return;
  }
  try {
    process.kill(pid, `SIG${signal}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
