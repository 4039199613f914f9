import { performance } from 'node:perf_hooks';

/** Exchanges of one platform that may run at once in this process. */
export const SLOTS = 4;

/** Failures in a row, each of which says that the platform is away. */
const FAILURES_BEFORE_CLOSING = 5;
const CLOSED_MS = 15_000;

/**
 * Limits what a platform is asked at once, and leaves it alone while it is away: each refresh that it swallows would put one more connection
 * in doubt. After a pause one try at a time looks whether it is back. Only this process's own care: nothing depends on it being shared.
 */
export class PlatformGate {
  private taken = 0;
  private readonly queue: (() => void)[] = [];
  private failures = 0;
  private closedUntil = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get free(): number {
    if (this.isAway) return this.isClosed ? 0 : 1;
    return Math.max(0, SLOTS - this.taken);
  }

  /** The platform is away, and nobody else needs to look whether it still is. */
  get isClosed(): boolean {
    return this.isAway && (!this.mayLook || this.taken > 0);
  }

  /** Waits for a place; false when the platform is left alone. Whoever got true calls `leave`. */
  async enter(): Promise<boolean> {
    if (this.isClosed) return false;
    if (this.taken < SLOTS) this.taken++;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    if (!this.isAway || this.taken === 1) return true;
    this.leave();
    return false;
  }

  /** The place goes to who waits longest. */
  leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.taken--;
  }

  answered(): void {
    this.failures = 0;
  }

  failed(): void {
    if (++this.failures >= FAILURES_BEFORE_CLOSING) this.closedUntil = this.now() + CLOSED_MS;
  }

  private get isAway(): boolean {
    return this.failures >= FAILURES_BEFORE_CLOSING;
  }

  private get mayLook(): boolean {
    return this.now() >= this.closedUntil;
  }
}
