import { atEndOfTurn } from './end-of-turn.js';

/** Answers many keys with one statement, in the order of the keys. */
export type LookupMany<K, V> = (keys: readonly K[]) => Promise<readonly V[]>;

export interface BatchedLookupOptions<K> {
  /** Equal texts for equal keys: they share one place in the statement. */
  readonly textOf: (key: K) => string;
  readonly observe?: (size: number) => void;
}

interface Waiting<K, V> {
  readonly key: K;
  readonly callers: { readonly resolve: (value: V) => void; readonly reject: (reason: unknown) => void }[];
}

/** Keys in one statement; more than this wait for the next one. */
const MAX_BATCH = 500;

/**
 * Answers concurrent look-ups together: while a statement runs, those that arrive wait and share the next one (two at once would make
 * batches smaller, not answers faster). Nothing is kept between statements, and each caller is answered by a statement that began
 * after the call: what was committed before is always seen.
 */
export class BatchedLookup<K, V> {
  private waiting = new Map<string, Waiting<K, V>>();
  private running = false;
  private scheduled = false;

  constructor(
    private readonly lookUp: LookupMany<K, V>,
    private readonly options: BatchedLookupOptions<K>,
  ) {}

  find(key: K): Promise<V> {
    return new Promise((resolve, reject) => {
      const text = this.options.textOf(key);
      const known = this.waiting.get(text);
      if (known) known.callers.push({ resolve, reject });
      else this.waiting.set(text, { key, callers: [{ resolve, reject }] });
      this.schedule();
    });
  }

  /** Requests that were read from their sockets in the same turn of the event loop belong together. */
  private schedule(): void {
    if (this.scheduled || this.running) return;
    this.scheduled = true;
    atEndOfTurn(() => {
      this.scheduled = false;
      this.start();
    });
  }

  private start(): void {
    const batch = this.takeBatch();
    if (batch.length === 0) return;
    this.running = true;
    void this.answer(batch).finally(() => {
      this.running = false;
      if (this.waiting.size > 0) this.schedule();
    });
    if (this.waiting.size > 0) this.schedule();
  }

  private takeBatch(): Waiting<K, V>[] {
    const all = [...this.waiting.values()];
    if (all.length <= MAX_BATCH) {
      this.waiting = new Map();
      return all;
    }
    const batch = all.slice(0, MAX_BATCH);
    for (const { key } of batch) this.waiting.delete(this.options.textOf(key));
    return batch;
  }

  private async answer(batch: readonly Waiting<K, V>[]): Promise<void> {
    this.options.observe?.(batch.length);
    try {
      const values = await this.lookUp(batch.map(({ key }) => key));
      batch.forEach(({ callers }, i) => {
        for (const { resolve } of callers) resolve(values[i] as V);
      });
    } catch (error) {
      // Who waits fails too: while the database is silent, nobody waits for two statements in a row.
      const failed = [...batch, ...this.waiting.values()];
      this.waiting = new Map();
      for (const { callers } of failed) for (const { reject } of callers) reject(error);
    }
  }
}
