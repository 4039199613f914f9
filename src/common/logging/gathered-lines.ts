import type { DestinationStream } from 'pino';

/** Larger than any line but a rare one, small enough to lose little in a crash. */
const GATHERED_BYTES = 16 * 1024;
const HAND_ON_EVERY_MS = 1_000;

/** UTF-8 takes at most this many bytes for one of JavaScript's characters. */
const BYTES_PER_CHARACTER = 3;

/** Takes bytes that it may keep. */
export interface ByteOutput {
  write(bytes: Buffer): unknown;
  flush(done?: (error?: Error) => void): void;
}

/**
 * Gathers log lines as bytes and hands them on together, at the latest after a second: a write per line costs more than the request that it
 * tells of. (sonic-boom, which does the writing, gathers too, but measures all that it holds anew with each line.)
 */
export class GatheredLines implements DestinationStream {
  private readonly bytes = Buffer.allocUnsafe(GATHERED_BYTES);
  private length = 0;

  constructor(private readonly output: ByteOutput) {
    setInterval(() => this.handOn(), HAND_ON_EVERY_MS).unref();
    process.once('exit', () => this.handOn());
  }

  write(line: string): void {
    if (line.length * BYTES_PER_CHARACTER > GATHERED_BYTES - this.length) {
      this.handOn();
      if (line.length * BYTES_PER_CHARACTER > GATHERED_BYTES) {
        this.output.write(Buffer.from(line));
        return;
      }
    }
    this.length += this.bytes.write(line, this.length);
  }

  /** Asked by a logger's own `flush`. */
  flush(done?: (error?: Error) => void): void {
    this.handOn();
    this.output.flush(done);
  }

  private handOn(): void {
    if (this.length === 0) return;
    this.output.write(Buffer.from(this.bytes.subarray(0, this.length)));
    this.length = 0;
  }
}
