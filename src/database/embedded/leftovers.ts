import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { postgresProcessesIn, type ProcessEntry } from './process-table.js';
import { signalPostgres, type PostgresSignal } from './signal.js';

const QUIT_AFTER_MS = 5_000;
const KILL_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 20_000;

/**
 * Ends what an earlier run left working in the cluster folder. A program ended by kill -9 takes no
 * database with it, and children may outlive their postmaster for a moment; a new postmaster beside
 * them would be refused. Answers how many processes there were.
 */
export async function clearLeftovers(clusterDir: string, binaries: Binaries): Promise<number> {
  const found = postgresProcessesIn(clusterDir);
  const began = Date.now();
  let sent: PostgresSignal | undefined;
  let left = found;
  while (left.length > 0) {
    const waited = Date.now() - began;
    if (waited > GIVE_UP_AFTER_MS) throw stillThere(left, clusterDir);
    const due = waited > KILL_AFTER_MS ? 'KILL' : waited > QUIT_AFTER_MS ? 'QUIT' : 'INT';
    if (due !== sent) signalAll(left, due, binaries);
    sent = due;
    await pause(20);
    left = postgresProcessesIn(clusterDir);
  }
  // Now certainly nobody's: PostgreSQL alone would believe it if its pid belongs to some other program by now.
  await rm(join(clusterDir, 'postmaster.pid'), { force: true });
  return found.length;
}

/** Children follow their postmaster, so the polite signals go only to who has no parent among them. */
function signalAll(processes: readonly ProcessEntry[], signal: PostgresSignal, binaries: Binaries): void {
  const pids = new Set(processes.map(({ pid }) => pid));
  const heads = processes.filter(({ parent }) => signal === 'KILL' || !pids.has(parent));
  for (const { pid } of heads) signalPostgres(pid, signal, binaries);
}

function stillThere(left: readonly ProcessEntry[], clusterDir: string): EmbeddedPostgresError {
  const pids = left.map(({ pid }) => pid).join(', ');
  return new EmbeddedPostgresError(
    `PostgreSQL processes of an earlier run (pid ${pids}) still work in ${clusterDir} and cannot be stopped. ` +
      `End them, then start again.`,
  );
}
