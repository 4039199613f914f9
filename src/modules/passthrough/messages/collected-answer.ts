import type { AnswerSink } from '../relay/relay.types.js';
import type { PlatformReply } from './message.types.js';

/** Answers about a message are kilobytes; of a longer one nothing is read. */
const MAX_BYTES = 256 * 1024;

/** Keeps an answer instead of handing it on. */
export class CollectedAnswer implements AnswerSink {
  private pieces: Buffer[] = [];
  private size = 0;
  private status = 0;

  begin(status: number): boolean {
    this.status = status;
    return status !== 401;
  }

  write(piece: Buffer): boolean {
    this.size += piece.length;
    if (this.size <= MAX_BYTES) this.pieces.push(piece);
    else this.pieces = [];
    return true;
  }

  onReady(again: () => void): void {
    again();
  }

  end(): void {
    // Everything is here already.
  }

  breakOff(): void {
    this.pieces = [];
  }

  reply(): PlatformReply {
    return { status: this.status, json: parsed(Buffer.concat(this.pieces)) };
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
