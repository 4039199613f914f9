import { existsSync } from 'node:fs';
import { runCommand, type RunAs } from './child-process.js';
import { EmbeddedPostgresError, failure } from './embedded-postgres-error.js';
import { closedFolder } from './reachability.js';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const PLATFORMS: ReadonlySet<string> = new Set([
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
  'windows-x64',
]);

const OWN_DATABASE = 'Set DATABASE_URL to a PostgreSQL of your own instead.';

/** Finds the programs that the package "embedded-postgres" brought along for this machine. */
export async function locateBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  if (!PLATFORMS.has(platform)) {
    throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for this platform (${platform}). ${OWN_DATABASE}`);
  }
  const name = `@embedded-postgres/${platform}`;
  const loaded = await load(name);
  const { postgres, initdb, pg_ctl: pgCtl } = loaded;
  if (typeof postgres !== 'string' || typeof initdb !== 'string' || typeof pgCtl !== 'string') {
    throw new EmbeddedPostgresError(`The package ${name} does not name its programs. ${OWN_DATABASE}`);
  }
  return { postgres, initdb, pgCtl };
}

async function load(name: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(name)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} with the PostgreSQL programs is not installed. ` +
        `Run "npm install" (without --omit=optional). Or: ${OWN_DATABASE}`,
      { cause },
    );
  }
}

/** Proves that the account can run PostgreSQL at all, and tells its major version. */
export async function probeMajorVersion(binaries: Binaries, runAs: RunAs | undefined): Promise<number> {
  const result = await runCommand(binaries.postgres, ['--version'], { runAs });
  const major = /\(PostgreSQL\) (\d+)/.exec(result.output)?.[1];
  if (result.code === 0 && major !== undefined) return Number(major);

  if (result.spawnError === 'ENOENT' && existsSync(binaries.postgres)) {
    throw new EmbeddedPostgresError(
      `The PostgreSQL programs need glibc, which this system (Alpine Linux?) does not have. ` +
        `Use a Debian based image. Or: ${OWN_DATABASE}`,
    );
  }
  const closed = runAs && (await closedFolder(binaries.postgres, runAs));
  if (runAs && closed !== undefined) {
    throw new EmbeddedPostgresError(
      `PostgreSQL refuses to run as root, and the user "${runAs.name}" it runs as instead cannot reach its programs: ` +
        `the folder ${closed} is closed to that user. Move the project out of it (for example to /opt), ` +
        `or run the program as an ordinary user. Or: ${OWN_DATABASE}`,
    );
  }
  throw failure(`Cannot run ${binaries.postgres}.`, result.output);
}
