import { join } from 'node:path';
import { locateBinaries, probeMajorVersion } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { databaseUrl, ensureDatabase } from './database.js';
import { launchOnFreePort, relaunch, type LaunchSpec } from './launch.js';
import { clearLeftovers } from './leftovers.js';
import type { Log } from './log-lines.js';
import { OwnerLock } from './owner-lock.js';
import { letThrough, makeDataDir } from './reachability.js';
import { Supervisor } from './supervisor.js';
import { chooseRunAs } from './unprivileged-user.js';

export interface EmbeddedPostgresOptions {
  /** Holds everything: the cluster, its password and the lock. Created if missing. */
  readonly dataDir: string;
  readonly log: Log;
  /** False switches off all care for power cuts, for tests. */
  readonly durable?: boolean;
  readonly database?: string;
  readonly maxConnections?: number;
}

/** A PostgreSQL of our own for people who have none: made, started, kept alive and stopped by this program. */
export class EmbeddedPostgres {
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly url: string,
    private readonly supervisor: Supervisor,
    private readonly lock: OwnerLock,
  ) {}

  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const dataDir = await makeDataDir(options.dataDir);
    const lock = await OwnerLock.acquire(dataDir);
    try {
      const { spec, password } = await prepare(dataDir, options);
      const { url, supervisor } = await launch(spec, password, options.database ?? 'understudy');
      return new EmbeddedPostgres(url, supervisor, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Fast shutdown: open connections are ended, nothing committed is lost. May be called again. */
  stop(): Promise<void> {
    this.stopped ??= this.supervisor.stop().finally(() => this.lock.release());
    return this.stopped;
  }
}

interface Prepared {
  readonly spec: LaunchSpec;
  readonly password: string;
}

/** All that has to be in place before PostgreSQL can run. */
async function prepare(dataDir: string, options: EmbeddedPostgresOptions): Promise<Prepared> {
  const { log, durable = true, maxConnections = 100 } = options;
  const clusterDir = join(dataDir, 'postgres');
  const binaries = await locateBinaries();
  const runAs = await chooseRunAs(dataDir, clusterDir);
  const majorVersion = await probeMajorVersion(binaries, runAs);
  if (runAs !== undefined) await letThrough(dataDir, runAs);

  const ended = await clearLeftovers(clusterDir, binaries);
  if (ended > 0) log('warn', `Ended a PostgreSQL (${ended} processes) that an earlier run had left behind.`);
  const password = await ensureCluster({ dataDir, clusterDir, binaries, majorVersion, runAs, durable });
  return { spec: { binaries, clusterDir, runAs, log, durable, maxConnections }, password };
}

async function launch(
  spec: LaunchSpec,
  password: string,
  database: string,
): Promise<{ readonly url: string; readonly supervisor: Supervisor }> {
  const { postmaster, port } = await launchOnFreePort(spec);
  try {
    await ensureDatabase(password, port, database);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  const supervisor = new Supervisor(postmaster, () => relaunch(spec, port), spec.log);
  return { url: databaseUrl(password, port, database), supervisor };
}
