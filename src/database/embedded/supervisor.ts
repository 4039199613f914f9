import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log-lines.js';
import type { Postmaster } from './postmaster.js';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const FAILURES_WITHIN_MS = 60_000;

/** Brings PostgreSQL back when it dies on its own, more slowly each time while it keeps dying. */
export class Supervisor {
  private stopping: Promise<void> | undefined;
  private readonly interrupted = new AbortController();
  private readonly ended: Promise<void>;

  constructor(
    private current: Postmaster,
    private readonly revive: () => Promise<Postmaster>,
    private readonly log: Log,
  ) {
    this.ended = this.watch();
  }

  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    this.interrupted.abort();
    await this.current.stop();
    await this.ended;
  }

  private async watch(): Promise<void> {
    const { signal } = this.interrupted;
    let failures: number[] = [];
    for (;;) {
      const how = await this.current.exited;
      if (signal.aborted) return;
      const now = Date.now();
      failures = [...failures.filter((at) => now - at < FAILURES_WITHIN_MS), now];
      this.log('error', `PostgreSQL ${how} unexpectedly.\n${this.current.tail}`.trim());
      const delay = Math.min(FIRST_DELAY_MS * 2 ** (failures.length - 1), LONGEST_DELAY_MS);
      await pause(delay, undefined, { signal }).catch(() => undefined);
      if (this.stopped() || !(await this.bringBack())) return;
    }
  }

  /** Asked anew after each wait, as stop() may come in between. */
  private stopped(): boolean {
    return this.interrupted.signal.aborted;
  }

  /** False when stop() came in between. A failure counts as one more death, as the dead one stays the current. */
  private async bringBack(): Promise<boolean> {
    try {
      this.current = await this.revive();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log('error', `PostgreSQL cannot be started again: ${reason}`);
      return !this.stopped();
    }
    if (this.stopped()) {
      await this.current.stop();
      return false;
    }
    const healed = (): void => this.log('info', 'PostgreSQL is back on the same port.');
    this.current.ready.then(healed, () => undefined);
    return true;
  }
}
