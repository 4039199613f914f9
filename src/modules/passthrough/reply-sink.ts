import type { FastifyReply } from 'fastify';
import { answerHeaders, type RawHeaders } from './relay/relay-headers.rules.js';
import type { AnswerSink } from './relay/relay.types.js';

/**
 * Writes a platform's answer to a caller's connection as it comes, past Fastify's reply: its streams would cost as much again. Headers
 * that were set on the reply stand above the platform's.
 */
export class ReplySink implements AnswerSink {
  constructor(private readonly reply: FastifyReply) {}

  /** A 401 would read as one of ours; it is told in a problem. */
  begin(status: number, headers: RawHeaders): boolean {
    if (status === 401) return false;
    const { reply } = this;
    const ours = reply.getHeaders();
    reply.hijack();
    const theirs = answerHeaders(headers).filter(([name]) => !Object.hasOwn(ours, name));
    // Part of the request may never be read then, so nothing can follow it on this connection.
    const closing = reply.request.raw.complete ? [] : ['connection', 'close'];
    const mine = Object.entries(ours).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
    reply.raw.writeHead(status, [...theirs.flat(), ...mine, ...closing]);
    return true;
  }

  write(piece: Buffer): boolean {
    return this.reply.raw.write(piece);
  }

  onReady(again: () => void): void {
    this.reply.raw.once('drain', again);
  }

  end(): void {
    this.reply.raw.end();
  }

  breakOff(): void {
    this.reply.raw.destroy();
  }
}
