import { lstat, lchown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, type RunAs } from './child-process.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/**
 * The account to run PostgreSQL under: none of its own unless we are root, which PostgreSQL refuses.
 * An existing cluster stays with its owner, whoever that became in an earlier run; a data folder that
 * belongs to an ordinary user, say a mounted volume, decides for that one.
 */
export async function chooseRunAs(dataDir: string, clusterDir: string): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;

  for (const folder of [clusterDir, dataDir]) {
    const owner = await lstat(folder).catch(() => undefined);
    if (owner !== undefined && owner.uid !== 0)
      return { uid: owner.uid, gid: owner.gid, name: await nameOf(owner.uid) };
  }
  const user = (await lookUp('postgres')) ?? (await createPostgresUser()) ?? (await lookUp('nobody'));
  if (user !== undefined) return user;
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and there is no unprivileged user to run it as: "postgres" does not exist ' +
      'and could not be created (groupadd, useradd), and there is no "nobody" either. Create a user "postgres", ' +
      'run the program as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

async function lookUp(name: string): Promise<RunAs | undefined> {
  const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid, name };
}

async function idOf(which: '-u' | '-g', name: string): Promise<number | undefined> {
  const { code, output } = await runCommand('id', [which, name]);
  return code === 0 && /^\d+\s*$/.test(output) ? Number(output) : undefined;
}

async function nameOf(uid: number): Promise<string> {
  const { code, output } = await runCommand('id', ['-n', '-u', String(uid)]);
  return code === 0 ? output.trim() : String(uid);
}

/** Looks again at the end whatever the outcome: somebody else may have created it meanwhile. */
async function createPostgresUser(): Promise<RunAs | undefined> {
  await runCommand('groupadd', ['--system', 'postgres']);
  await runCommand('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']);
  return lookUp('postgres');
}

/** Hands a folder with all it holds to the account; links are not followed. */
export async function giveTo(path: string, runAs: RunAs): Promise<void> {
  const { uid, gid } = await lstat(path);
  if (uid !== runAs.uid || gid !== runAs.gid) await lchown(path, runAs.uid, runAs.gid);
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries) {
    const inner = join(path, entry.name);
    await (entry.isDirectory() ? giveTo(inner, runAs) : lchown(inner, runAs.uid, runAs.gid));
  }
}
