import type { ChatTime } from './chat-time.js';

/** At most so many in any window of time, whoever asks; in the order of asking. */
export class Pace {
  private moments: number[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private max: number,
    private readonly windowMs: number,
    private readonly time: ChatTime,
  ) {}

  /** What one of several workers may take of a limit that they share. */
  share(max: number, workers: number): void {
    this.max = Math.max(1, Math.floor(max / Math.max(1, workers)));
  }

  /**
   * Resolves when it may be done.
   *
   * @returns false when the signal came first
   */
  turn(signal: AbortSignal): Promise<boolean> {
    const mine = this.queue.then(() => this.wait(signal));
    this.queue = mine;
    return mine;
  }

  private async wait(signal: AbortSignal): Promise<boolean> {
    for (;;) {
      if (signal.aborted) return false;
      const start = this.time.now() - this.windowMs;
      this.moments = this.moments.filter((moment) => moment > start);
      const oldest = this.moments[this.moments.length - this.max];
      if (oldest === undefined) break;
      await this.time.wait(oldest - start + 1, signal);
    }
    this.moments.push(this.time.now());
    return true;
  }
}
