import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { runCommand, type RunAs } from './child-process.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Makes the data folder if it is missing, private to this account, and gives its one true path. */
export async function makeDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    return await realpath(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresError(`Cannot use the data folder ${path} (${reason}). Set DATA_DIR to another folder.`, {
      cause,
    });
  }
}

/**
 * Lets the unprivileged account pass through our data folder, which is private to root, and refuses
 * early when a folder above it is closed: PostgreSQL itself would only say "Permission denied".
 */
export async function letThrough(dataDir: string, runAs: RunAs): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if (uid === 0 && !(await maySearch(dataDir, runAs))) {
    await chown(dataDir, 0, runAs.gid);
    // Passing through only: listing and reading stay with root.
    await chmod(dataDir, (mode & 0o707) | 0o010);
  }
  if (await canEnter(dataDir, runAs)) return;
  const closed = (await closedFolder(dataDir, runAs)) ?? dataDir;
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root, and the user "${runAs.name}" it runs as instead cannot reach ${dataDir}: ` +
      `the folder ${closed} is closed to that user. Set DATA_DIR to a folder it can reach (for example ` +
      `/var/lib/understudy), move the project, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** The first folder on the way to a path that the account may not pass, judged by the mode bits. */
export async function closedFolder(path: string, runAs: RunAs): Promise<string | undefined> {
  for (const folder of foldersTo(path)) {
    if (!(await maySearch(folder, runAs))) return folder;
  }
  return undefined;
}

function foldersTo(path: string): readonly string[] {
  const folders: string[] = [];
  let folder = resolve(path);
  while (folder !== parse(folder).root) {
    folders.unshift(folder);
    folder = dirname(folder);
  }
  return folders;
}

async function maySearch(folder: string, runAs: RunAs): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  if (uid === runAs.uid) return (mode & 0o100) !== 0;
  if (gid === runAs.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** Tries it for real, as the mode bits do not tell about access lists or security modules. */
async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  const result = await runCommand('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { runAs });
  if (result.spawnError !== undefined) return (await closedFolder(folder, runAs)) === undefined;
  return result.code === 0;
}
