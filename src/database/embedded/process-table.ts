import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CLEAN_ENVIRONMENT } from './child-process.js';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

const hasProc = existsSync('/proc/self/stat');

/**
 * What tells a process from a later one that got the same pid; undefined when no such process lives.
 * Where the system gives no start time (Windows) it only tells alive from dead.
 */
export function processMark(pid: number): string | undefined {
  if (hasProc) return markFromProc(pid);
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : undefined;
  return outputOf('ps', ['-o', 'lstart=', '-p', String(pid)]).trim() || undefined;
}

function markFromProc(pid: number): string | undefined {
  const fields = statFields(pid);
  // A zombie owns nothing any more, it only waits for its parent to take note.
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  // The start time counts from the boot of the machine, hence meaningless on another one or after a reboot.
  return `${textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${fields[19]}`;
}

/** The fields of /proc/<pid>/stat from the third on; the second, a name, may hold anything. */
function statFields(pid: number): readonly string[] | undefined {
  const text = textOf(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The PostgreSQL processes that work in a cluster folder: the postmaster, its children, or orphaned children. */
export function postgresProcessesIn(clusterDir: string): readonly ProcessEntry[] {
  if (!hasProc) return postmasterFromPidFile(clusterDir);
  const candidates = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => describe(Number(name), clusterDir))
    .filter((found) => found !== undefined);
  const sure = new Set(candidates.filter((found) => found.worksHere).map((found) => found.pid));
  return candidates.filter((found) => sure.has(found.pid) || sure.has(found.parent));
}

function describe(pid: number, clusterDir: string): (ProcessEntry & { readonly worksHere: boolean }) | undefined {
  const command = textOf(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  // The postmaster keeps its command line; its children replace theirs by "postgres: what they do".
  const program = command[0] ?? '';
  if (basename(program) !== 'postgres' && !program.startsWith('postgres: ')) return undefined;
  const fields = statFields(pid);
  if (fields === undefined || fields[0] === 'Z') return undefined;
  // Root in a container without CAP_SYS_PTRACE cannot read the folder, but the command line it can.
  const named = command[command.indexOf('-D') + 1] === clusterDir && command.includes('-D');
  return { pid, parent: Number(fields[1]), worksHere: named || workingFolder(pid) === clusterDir };
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Without /proc: the process named in the pid file, if it is a postgres and, where visible, that of this folder. */
function postmasterFromPidFile(clusterDir: string): readonly ProcessEntry[] {
  const pid = Number(textOf(join(clusterDir, 'postmaster.pid'))?.split(/\r?\n/)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return [];
  const windows = process.platform === 'win32';
  const text = windows
    ? outputOf('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])
    : outputOf('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const isOurs = windows ? text.includes('postgres.exe') : text.includes('postgres') && text.includes(clusterDir);
  return isOurs ? [{ pid, parent: 0 }] : [];
}

function outputOf(program: string, args: readonly string[]): string {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8', env: CLEAN_ENVIRONMENT, windowsHide: true });
  return stdout;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
