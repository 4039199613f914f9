import { chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { runCommand, type RunAs } from './child-process.js';
import { EmbeddedPostgresError, failure } from './embedded-postgres-error.js';
import { keepPassword, mintPassword, readPassword } from './password.js';
import { giveTo } from './unprivileged-user.js';

export const SUPERUSER = 'understudy';

export interface ClusterPlace {
  readonly dataDir: string;
  readonly clusterDir: string;
  readonly binaries: Binaries;
  readonly majorVersion: number;
  readonly runAs: RunAs | undefined;
  readonly durable: boolean;
}

const WORKSHOP = 'postgres.new-';

/** Makes the database cluster unless there is one, and answers the password of its superuser. */
export async function ensureCluster(place: ClusterPlace): Promise<string> {
  await clearWorkshops(place.dataDir);
  const passwordFile = join(place.dataDir, 'postgres-password');
  const known = await readPassword(passwordFile);
  const password = known ?? mintPassword();

  if (await clusterExists(place)) {
    if (place.runAs !== undefined) await giveTo(place.clusterDir, place.runAs);
    if (known !== undefined) return known;
    await replacePassword(place, password);
    await keepPassword(passwordFile, password);
    return password;
  }
  if (known === undefined) await keepPassword(passwordFile, password);
  await createCluster(place, password);
  return password;
}

/** What an interrupted first start left behind. */
async function clearWorkshops(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(WORKSHOP));
  for (const name of names) {
    // An initdb orphaned by kill -9 may still write there; then the rest goes at the next start.
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function clusterExists({ clusterDir, majorVersion }: ClusterPlace): Promise<boolean> {
  const names = await readdir(clusterDir).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return false;
  const version = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new EmbeddedPostgresError(
      `The folder ${clusterDir} is not a PostgreSQL cluster (PG_VERSION is missing). ` +
        `Restore it from a backup or move it away; an empty database is made when it is missing.`,
    );
  }
  if (Number(version) === majorVersion) return true;
  throw new EmbeddedPostgresError(
    `The database in ${clusterDir} was made by PostgreSQL ${version.trim()}, this program brings PostgreSQL ` +
      `${majorVersion}, which cannot read it. Go back to the earlier version of this program and dump the database, ` +
      `set DATA_DIR to a new folder and load it there; or set DATABASE_URL to a PostgreSQL ${version.trim()} of your own.`,
  );
}

/** initdb works aside; only the finished cluster gets the name, so a half made one is never taken for real. */
async function createCluster(place: ClusterPlace, password: string): Promise<void> {
  const { dataDir, clusterDir, runAs } = place;
  const workshop = await mkdtemp(join(dataDir, WORKSHOP));
  const unfinished = join(workshop, 'cluster');
  const passwordFile = join(workshop, 'password');
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (runAs !== undefined) {
      for (const path of [workshop, unfinished, passwordFile]) await chown(path, runAs.uid, runAs.gid);
    }
    await runInitdb(place, unfinished, passwordFile);
    // Renaming onto an empty folder fails on some systems.
    await rmdir(clusterDir).catch(() => undefined);
    await rename(unfinished, clusterDir);
    await syncFolder(dataDir);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function runInitdb(place: ClusterPlace, folder: string, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts by code point, the same on every machine; the builtin provider still knows all letters of Unicode.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(place.durable ? [] : ['--no-sync']),
  ];
  const { code, output } = await runCommand(place.binaries.initdb, args, { runAs: place.runAs });
  if (code !== 0) throw failure(`Cannot create the database in ${place.clusterDir}: initdb failed.`, output);
}

/** The password file got lost, but the cluster is ours: single user mode needs no password. */
async function replacePassword(place: ClusterPlace, password: string): Promise<void> {
  const args = ['--single', '-D', place.clusterDir, '-c', 'log_min_error_statement=panic', 'postgres'];
  const input = `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`;
  const { code, output } = await runCommand(place.binaries.postgres, args, { runAs: place.runAs, input });
  if (code !== 0) throw failure(`Cannot renew the lost password of the database in ${place.clusterDir}.`, output);
}

/** Makes the renaming itself survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
