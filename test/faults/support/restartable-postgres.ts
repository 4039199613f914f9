import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../../src/database/embedded/index.js';
import { isAlive, postmasterPid, query } from '../../support/embedded-bench.js';
import { eventually } from '../../support/eventually.js';
import { FaultProxy } from '../../support/fault-proxy.js';

/** `fast` ends connections in order, `immediate` is a crash that is recovered from, `stopped` starts on another port. */
export const RESTARTS = ['fast', 'immediate', 'stopped'] as const;
export type Restart = (typeof RESTARTS)[number];

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const BACK_WITHIN_MS = 20_000;

/** A durable PostgreSQL of one test, behind a proxy that can turn bad. */
export class RestartablePostgres {
  private constructor(
    private readonly folder: string,
    private postgres: EmbeddedPostgres,
    readonly proxy: FaultProxy,
  ) {}

  static async start(): Promise<RestartablePostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-restart-'));
    // Open, so that the account PostgreSQL runs under when the tests run as root can pass.
    chmodSync(folder, 0o755);
    const postgres = await launch(folder);
    return new RestartablePostgres(folder, postgres, await FaultProxy.before(portOf(postgres.url)));
  }

  /** Through the proxy; stays the same over restarts. */
  get url(): string {
    return this.proxy.through(this.postgres.url);
  }

  /** Around the proxy. */
  get directUrl(): string {
    return this.postgres.url;
  }

  /** Resolves once it answers queries again. */
  async restart(how: Restart): Promise<void> {
    if (how === 'stopped') {
      await this.postgres.stop();
      this.postgres = await launch(this.folder);
      this.proxy.retarget(portOf(this.postgres.url));
    } else {
      await this.bounce(SIGNALS[how]);
    }
    await eventually(() => query(this.directUrl, 'SELECT 1'), { timeoutMs: BACK_WITHIN_MS });
  }

  async stop(): Promise<void> {
    await this.proxy.close();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Its supervisor starts it again. */
  private async bounce(signal: NodeJS.Signals): Promise<void> {
    const pid = postmasterPid(dataDir(this.folder)) ?? 0;
    process.kill(pid, signal);
    await eventually(() => !isAlive(pid), { timeoutMs: BACK_WITHIN_MS, everyMs: 2 });
  }
}

const dataDir = (folder: string): string => join(folder, 'data');
const portOf = (url: string): number => Number(new URL(url).port);

function launch(folder: string): Promise<EmbeddedPostgres> {
  return EmbeddedPostgres.start({ dataDir: dataDir(folder), durable: true, log: () => undefined });
}
