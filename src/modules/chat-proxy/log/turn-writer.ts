import { setTimeout as delay } from 'node:timers/promises';
import { BYTES_PER_TURN, EVENTS_PER_TURN } from '../turns/turn.rules.js';
import { mergedDelta, type Frame } from '../turns/frames.rules.js';
import type { Beat } from './beat.js';
import type { LogBatch } from './log-store.js';

/** Deltas of one part that come within this time are one event, up to a size. Of 30 words a second it is two, with ten milliseconds to spare. */
const GATHER_MS = 44;
/** A delta that comes so late is the last of its event: waiting for yet another would only make this one late. */
const LATE_MS = 25;
const GATHER_CHARACTERS = 1_024;

/** A store that is away is asked again for so long; a longer silence ends the turn. */
const STORE_PATIENCE_MS = 10_000;
const RETRY_MS = 250;

/** Somebody else has taken this turn over: whatever is still said here counts for nothing. */
export class FencedError extends Error {}

/** The answer is larger than a turn may be. */
export class TooLongError extends Error {}

/**
 * Numbers and writes the events of one turn. Only one append is under way, and readers see what was stored, so that a cursor never
 * points at something that a crash took away.
 */
export class TurnWriter {
  private waiting: Frame[] = [];
  /** When the oldest of them came. */
  private waitingSince = 0;
  private stored = 0;
  private bytes = 0;
  private deltaSeen = false;
  private awaitsBeat = false;
  private writing: Promise<void> | null = null;
  private failure: Error | null = null;

  /** @param append stores; false when the turn was taken over */
  constructor(
    private readonly turn: { readonly id: string; readonly epoch: number },
    private readonly append: (batch: LogBatch) => Promise<boolean>,
    private readonly beat: Beat,
  ) {}

  /** How many events are stored: all that readers have seen, and no more. */
  get events(): number {
    return this.stored;
  }

  /**
   * Takes frames; they are stored soon. Waits while the store is behind.
   *
   * @throws FencedError, TooLongError, and what the store fails with
   */
  async push(frames: readonly Frame[]): Promise<void> {
    if (frames.length === 0) return;
    for (const frame of frames) this.gather(frame);
    this.schedule();
    if (this.waiting.length > 64) await this.writing;
    if (this.failure !== null) throw this.failure;
  }

  /** Stores what waits. */
  async flush(): Promise<void> {
    for (; this.failure === null && (this.writing !== null || this.waiting.length > 0);) await this.startWriting();
    if (this.failure !== null) throw this.failure;
  }

  private gather(frame: Frame): void {
    if (this.waiting.length === 0) this.waitingSince = performance.now();
    const last = this.waiting.at(-1);
    const merged = last && sizeOf(last) < GATHER_CHARACTERS ? mergedDelta(last, frame) : null;
    if (merged) this.waiting[this.waiting.length - 1] = merged;
    else this.waiting.push(frame);
  }

  /** The first words are shown at once, and whatever is no word. */
  private isDue(): boolean {
    const [first] = this.waiting;
    if (this.waiting.length !== 1 || !first || !('delta' in first)) return true;
    const early = !this.deltaSeen;
    this.deltaSeen = true;
    return early || sizeOf(first) >= GATHER_CHARACTERS || performance.now() - this.waitingSince >= LATE_MS;
  }

  private awaitBeat(): void {
    this.awaitsBeat = true;
    this.beat.before(this.waitingSince + GATHER_MS, () => this.onBeat());
  }

  private onBeat(): void {
    this.awaitsBeat = false;
    if (this.waiting.length === 0 || this.writing !== null || this.failure !== null) return;
    void this.startWriting();
  }

  private schedule(): void {
    if (this.waiting.length === 0 || this.writing !== null || this.failure !== null) return;
    if (this.isDue()) void this.startWriting();
    else if (!this.awaitsBeat) this.awaitBeat();
  }

  private startWriting(): Promise<void> {
    this.writing ??= this.write().finally(() => {
      this.writing = null;
      this.schedule();
    });
    return this.writing;
  }

  private async write(): Promise<void> {
    try {
      await this.store(this.take());
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error('the log failed', { cause: error });
    }
  }

  private take(): string[] {
    const frames = this.waiting.map((frame) => JSON.stringify(frame));
    this.waiting = [];
    this.bytes += frames.reduce((sum, frame) => sum + frame.length, 0);
    if (this.bytes > BYTES_PER_TURN || this.stored + frames.length > EVENTS_PER_TURN) throw new TooLongError();
    return frames;
  }

  private async store(frames: readonly string[]): Promise<void> {
    const batch: LogBatch = { turnId: this.turn.id, epoch: this.turn.epoch, first: this.stored + 1, frames };
    const deadline = performance.now() + STORE_PATIENCE_MS;
    for (;;) {
      try {
        if (!(await this.append(batch))) throw new FencedError();
        this.stored += frames.length;
        return;
      } catch (error) {
        if (error instanceof FencedError || performance.now() > deadline) throw error;
        await delay(RETRY_MS);
      }
    }
  }
}

const sizeOf = ({ delta }: Frame): number => (typeof delta === 'string' ? delta.length : GATHER_CHARACTERS);
