import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** What may wait for a slow reader; the kernel's buffers hide more before it shows. */
export const QUEUE_BYTES = 8 * 1024;
const SLICE_BYTES = 16 * 1024;

/** A reader that takes nothing for so long is not there any more. */
const STALLED_MS = 15_000;

/** Takes an answer out of Fastify's hands and sends the head of a stream of events. */
export function beginEvents(reply: FastifyReply, headers: Readonly<Record<string, string>> = {}): ServerResponse {
  reply.headers({
    'content-type': 'text/event-stream; charset=utf-8',
    // Compressing or caching proxies would hold events back.
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    ...headers,
  });
  const { raw } = reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200);
  return raw;
}

/** Writes server-sent events no faster than they are read, and lets readers go who take nothing. */
export class SseWriter {
  private lastWrite = performance.now();
  private blockedSince: number | null = null;
  private giveUp: () => void = () => undefined;
  /** Resolves when nobody reads any more. */
  readonly whenClosed: Promise<unknown>;

  constructor(private readonly response: ServerResponse) {
    // The response's own `close`: the request's comes early once its body was read.
    // Who left before the first event is told of no more: `close` has come already.
    this.whenClosed = response.destroyed
      ? Promise.resolve()
      : new Promise((resolve) => response.once('close', resolve));
    response.once('close', () => this.giveUp());
    response.on('error', () => undefined);
  }

  /** Nobody reads any more. */
  get closed(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  /** Milliseconds that the reader has taken nothing while something waits for it. */
  get blockedMs(): number {
    return this.blockedSince === null ? 0 : performance.now() - this.blockedSince;
  }

  /** Resolves when more may be written: at once, or when the reader took what waits. */
  async write(text: string): Promise<void> {
    if (text === '') return;
    if (text.length < SLICE_BYTES) return this.writeSlice(text);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) await this.writeSlice(bytes.subarray(at, at + SLICE_BYTES));
  }

  /** Shows that somebody is here, unless something was written in these last milliseconds or is yet to be read. */
  keepAlive(silentMs: number): void {
    if (performance.now() - this.lastWrite < silentMs || this.blockedSince !== null || this.closed) return;
    this.response.write(': keepalive\n\n');
    this.lastWrite = performance.now();
  }

  end(text = ''): void {
    if (!this.closed) this.response.end(text);
  }

  /** Ends it at once, whatever the reader has not read. */
  cut(): void {
    this.response.destroy();
  }

  /**
   * Resolves when the reader took it, or is gone. Not by `drain`, which Node sends for a longer queue than ours, nor by a race against
   * `whenClosed`, which would keep something of every write as long as the stream lives.
   */
  private taken(slice: string | Buffer): Promise<void> {
    const stalled = setTimeout(() => this.cut(), STALLED_MS);
    return new Promise<void>((resolve) => {
      this.giveUp = resolve;
      this.response.write(slice, () => resolve());
    }).finally(() => clearTimeout(stalled));
  }

  private async writeSlice(slice: string | Buffer): Promise<void> {
    if (this.closed) return;
    this.lastWrite = performance.now();
    if (this.response.writableLength + slice.length < QUEUE_BYTES) {
      this.response.write(slice);
      return;
    }
    this.blockedSince = performance.now();
    await this.taken(slice);
    this.blockedSince = null;
  }
}
