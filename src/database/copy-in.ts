import type { Connection, Submittable } from 'pg';
import { PoolTurn } from './pool-turn.js';

const HEAD_BYTES = 5;

/** A `COPY … FROM STDIN`, put into bytes once. */
export class CopyStatement {
  private readonly query: Buffer;

  constructor(text: string) {
    this.query = Buffer.alloc(HEAD_BYTES + Buffer.byteLength(text) + 1);
    head(this.query, 'Q', 0, this.query.length - HEAD_BYTES);
    this.query.write(text, HEAD_BYTES);
  }

  /** Statement, rows and their end (PostgreSQL manual, "Message Formats": Query, CopyData, CopyDone). */
  messages(rows: string): Buffer {
    const bytes = Buffer.byteLength(rows);
    const all = Buffer.allocUnsafe(this.query.length + HEAD_BYTES + bytes + HEAD_BYTES);
    let at = this.query.copy(all);
    at = head(all, 'd', at, bytes);
    at += all.write(rows, at);
    head(all, 'c', at, 0);
    return all;
  }
}

/**
 * Rows for a `COPY … FROM STDIN`: statement, rows and their end leave in one write, without waiting to be asked for them. Where the statement
 * is refused, PostgreSQL passes over what follows it (manual, "COPY Operations"). All rows are committed, or none.
 */
export class CopyIn extends PoolTurn implements Submittable {
  /**
   * @param rows in COPY's text format, each with its line feed
   * @param callback how it ended
   */
  constructor(
    private readonly statement: CopyStatement,
    private readonly rows: string,
    callback: (error: Error | null) => void,
  ) {
    super(callback);
  }

  /** @returns why it could not be sent: never. A connection that ended meanwhile tells so itself */
  readonly submit = ({ stream }: Connection): null => {
    if (stream.writable) stream.write(this.statement.messages(this.rows));
    return null;
  };

  /** PostgreSQL asks for the rows, which are on their way. */
  readonly handleCopyInResponse = pass;

  /** It is over only when the connection is ready again. */
  readonly handleCommandComplete = pass;

  handleReadyForQuery(): void {
    this.end(null);
  }
}

const pass = (): void => undefined;

/** Kind and length of a message. @returns where its content begins */
function head(bytes: Buffer, kind: string, at: number, contentBytes: number): number {
  bytes.write(kind, at);
  // The length counts itself, and not the kind.
  return bytes.writeInt32BE(contentBytes + 4, at + 1);
}
