import type { FastifyReply } from 'fastify';
import { answerHeaders, type AnswerHeaders } from './relay/relay-headers.rules.js';
import type { AnswerSink } from './relay/relay.types.js';

/** Copying this much costs less than a second buffer in a write. */
const SHORT_BYTES = 8 * 1024;

/**
 * Writes a platform's answer to a caller's connection as it comes, past Fastify's reply: its streams would cost as much again. Headers
 * that were set on the reply stand above the platform's.
 */
export class ReplySink implements AnswerSink {
  /** The first piece, until it is known whether the end came with it. */
  private held: Buffer | null = null;
  private wrote = false;

  constructor(private readonly reply: FastifyReply) {}

  /** A 401 would read as one of ours; it is told in a problem. */
  begin(status: number, headers: AnswerHeaders): boolean {
    if (status === 401) return false;
    const { reply } = this;
    const ours = reply.getHeaders();
    reply.hijack();
    const all = answerHeaders(headers, ours);
    for (const name in ours) if (ours[name] !== undefined) all.push(name, String(ours[name]));
    // Part of the request may never be read then, so nothing can follow it on this connection.
    if (!reply.request.raw.complete) all.push('connection', 'close');
    reply.raw.writeHead(status, all);
    return true;
  }

  /** A short first piece waits for the end of this turn, as in Node's own `write`: what is whole by then goes out as one text. */
  write(piece: Buffer): boolean {
    const isFirst = !this.wrote;
    this.wrote = true;
    if (!isFirst || piece.length > SHORT_BYTES) {
      this.release();
      return this.reply.raw.write(piece);
    }
    this.held = piece;
    process.nextTick(() => this.release());
    return true;
  }

  onReady(again: () => void): void {
    this.reply.raw.once('drain', again);
  }

  end(): void {
    const whole = this.taken();
    if (whole) this.reply.raw.end(whole.toString('latin1'), 'latin1');
    else this.reply.raw.end();
  }

  breakOff(): void {
    this.held = null;
    this.reply.raw.destroy();
  }

  private release(): void {
    const piece = this.taken();
    if (piece && !this.reply.raw.destroyed) this.reply.raw.write(piece);
  }

  private taken(): Buffer | null {
    const { held } = this;
    this.held = null;
    return held;
  }
}
