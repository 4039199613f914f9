import { UpstreamSilence } from './upstream-failures.js';

/** Milliseconds. Comments that only keep the connection open are silence. */
export interface Deadlines {
  /** The whole answer, with all attempts and the waits between them. */
  readonly totalMs: number;
  /** From sending the request to the first chunk: one that never gets headers counts too. */
  readonly firstChunkMs: number;
  readonly betweenChunksMs: number;
}

/** One request under way: whether its connection failed, and how long the upstream may still be silent. */
export class UpstreamCall {
  /** Ends the request, wherever it stands. */
  readonly signal: AbortSignal;
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout;
  private heard = false;
  private listening = true;
  private cause: Error | null = null;

  /** @param turn ends it from outside, with a reason of its own */
  constructor(
    private readonly deadlines: Omit<Deadlines, 'totalMs'>,
    turn: AbortSignal,
  ) {
    this.signal = AbortSignal.any([turn, this.stop.signal]);
    this.timer = this.after(deadlines.firstChunkMs);
  }

  /** @throws why it failed; what was said tells the rest */
  requireHealth(): void {
    this.signal.throwIfAborted();
    if (this.cause !== null) throw this.cause;
  }

  /** The connection failed, or what came is no stream of events. */
  fail(cause: Error): void {
    this.cause ??= cause;
  }

  /** Whoever reads is busy, so silence is no fault of the upstream. */
  pause(): void {
    this.listening = false;
  }

  resume(): void {
    if (this.listening) return;
    this.listening = true;
    this.timer.refresh();
  }

  /** The upstream said something. */
  hear(): void {
    if (this.heard) this.timer.refresh();
    else {
      this.heard = true;
      clearTimeout(this.timer);
      this.timer = this.after(this.deadlines.betweenChunksMs);
    }
  }

  /** @param complete nothing more is to come, so the connection may stay */
  end(complete: boolean): void {
    clearTimeout(this.timer);
    if (!complete) this.stop.abort();
  }

  private after(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.listening) this.stop.abort(new UpstreamSilence(`Nothing came for ${milliseconds} ms`));
    }, milliseconds);
  }
}
