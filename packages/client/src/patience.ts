/** How long this package tries. All in milliseconds. */
export interface Patience {
  /** One request, up to its headers. */
  readonly requestMs: number;
  /** A stream that sends nothing, not even a keepalive (each 15 to 30 s), is taken for dropped. */
  readonly silenceMs: number;
  /** The first wait between attempts; each further one is twice as long. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Without any progress for this long, we give up. */
  readonly giveUpMs: number;
  /** Between two questions whether a link was confirmed. */
  readonly linkPollMs: number;
}

export const PATIENCE: Patience = {
  requestMs: 30_000,
  silenceMs: 45_000,
  firstDelayMs: 250,
  longestDelayMs: 5_000,
  giveUpMs: 60_000,
  linkPollMs: 2_000,
};

/** Resolves after the time, or rejects with the signal's reason as soon as it is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (signal?.aborted) return fail(signal.reason as Error);
    const stop = (): void => {
      clearTimeout(timer);
      fail(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      done();
    }, ms);
    return signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Waits that grow, and an end to them: one for each thing that is being tried. */
export class Attempts {
  private failures = 0;
  private since: number | null = null;
  private firstDelayMs: number;

  constructor(private readonly patience: Patience) {
    this.firstDelayMs = patience.firstDelayMs;
  }

  /** Something went well: the next failure is a first one. */
  succeeded(): void {
    this.failures = 0;
    this.since = null;
  }

  /** The server named the wait it wants (`retry:` of a stream). */
  slowDown(ms: number): void {
    this.firstDelayMs = ms;
  }

  /**
   * Waits before the next attempt; a stream that merely dropped is asked for again at once.
   * @param askedMs the wait that the server asked for
   * @returns false when it is time to give up, or would be after that wait
   */
  async again(askedMs: number | null, signal?: AbortSignal): Promise<boolean> {
    this.since ??= Date.now();
    if (Date.now() - this.since + (askedMs ?? 0) >= this.patience.giveUpMs) return false;
    const growing = this.failures === 0 ? 0 : this.firstDelayMs * 2 ** (this.failures - 1);
    this.failures++;
    // Not all bots at the same moment: a replica that stops drops all of them at once.
    const spread = 0.75 + Math.random() / 2;
    await pause(askedMs ?? Math.min(growing, this.patience.longestDelayMs) * spread, signal);
    return true;
  }
}
