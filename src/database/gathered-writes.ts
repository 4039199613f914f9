import { atEndOfTurn } from './end-of-turn.js';

/** Rows that could not be written while the others were, and why. */
export type Unwritten<Row> = ReadonlyMap<Row, Error>;

/** @throws when nothing is known of any of them */
export type WriteMany<Row> = (rows: readonly Row[]) => Promise<Unwritten<Row>>;

interface Batch<Row> {
  readonly rows: Row[];
  readonly written: Promise<Unwritten<Row>>;
  readonly resolve: (unwritten: Unwritten<Row>) => void;
  readonly reject: (reason: unknown) => void;
}

/** Rows in one statement; more than this wait for the next one. */
export const MAX_ROWS = 500;

/** Rows of one moment are written together: while a statement runs, those that arrive wait and share the next one, and its commit. */
export class GatheredWrites<Row> {
  private waiting: Batch<Row>[] = [];
  private scheduled = false;

  constructor(private readonly write: WriteMany<Row>) {}

  /** Written when it returns, by a statement that began after the call. */
  async add(row: Row): Promise<void> {
    const { rows, written } = this.openBatch();
    rows.push(row);
    this.schedule();
    const unwritten = await written;
    if (unwritten.size === 0) return;
    const reason = unwritten.get(row);
    if (reason) throw reason;
  }

  private openBatch(): Batch<Row> {
    const last = this.waiting.at(-1);
    if (last && last.rows.length < MAX_ROWS) return last;
    const { promise: written, resolve, reject } = Promise.withResolvers<Unwritten<Row>>();
    const batch = { rows: [], written, resolve, reject };
    this.waiting.push(batch);
    return batch;
  }

  /** What was read from sockets in the same turn of the event loop belongs together. Until a statement has ended, none is begun. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    atEndOfTurn(() => void this.writeNext());
  }

  private async writeNext(): Promise<void> {
    const batch = this.waiting.shift();
    if (batch) await this.settle(batch);
    this.scheduled = false;
    if (this.waiting.length > 0) this.schedule();
  }

  private async settle({ rows, resolve, reject }: Batch<Row>): Promise<void> {
    try {
      resolve(await this.write(rows));
    } catch (error) {
      reject(error);
      // Who waits fails too: while the database is silent, nobody waits for two statements in a row.
      for (const waiting of this.waiting) waiting.reject(error);
      this.waiting = [];
    }
  }
}
