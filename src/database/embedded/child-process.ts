import { spawn, type SpawnOptions } from 'node:child_process';
import { parse } from 'node:path';

/** The unprivileged account PostgreSQL runs under when this program is root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

export interface CommandResult {
  readonly code: number | null;
  /** Error code when the program could not be started at all, such as ENOENT or EACCES. */
  readonly spawnError: string | undefined;
  readonly output: string;
}

/**
 * A fixed environment instead of ours: our own holds secrets, and anybody allowed to look at
 * /proc/<pid>/environ of the child would read them. (Windows adds the few it cannot do without.)
 */
export const CLEAN_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Own process group: Ctrl-C in the terminal must reach only our program, which drains before the database goes. */
export function childOptions(runAs: RunAs | undefined): SpawnOptions {
  const identity = runAs === undefined ? {} : { uid: runAs.uid, gid: runAs.gid };
  return { env: CLEAN_ENVIRONMENT, detached: true, windowsHide: true, ...identity };
}

export interface CommandOptions {
  readonly runAs?: RunAs | undefined;
  readonly input?: string;
}

/** Runs a program to its end and collects what it printed; a failure is a result, not an exception. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    // The root folder: our own working directory may be closed to the unprivileged account.
    const cwd = parse(process.cwd()).root;
    const child = spawn(file, args, { ...childOptions(options.runAs), cwd, stdio: 'pipe' });
    const chunks: string[] = [];
    const collect = (chunk: Buffer): number => chunks.push(chunk.toString('utf8'));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    // The program may end without reading its input; its exit code tells the story then.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: null, spawnError: error.code ?? 'UNKNOWN', output: error.message }),
    );
    child.on('close', (code) => resolve({ code, spawnError: undefined, output: chunks.join('') }));
  });
}
