import type { Dispatcher } from 'undici';
import { EventWatch } from './event-watch.js';
import type { UpstreamCall } from './upstream-call.js';

type Body = Dispatcher.ResponseData['body'];
type Reader = ReadableStreamDefaultController<Uint8Array>;

/** Behind the last event there is nothing but the end of the transfer. */
const TAIL = { bytes: 4_096, milliseconds: 1_000 };
/** What may wait for whoever reads, before the upstream has to wait. */
const AHEAD = new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 });

/**
 * The bytes of an answer up to its last event. They come from the socket by themselves, as asking for each piece would cost more. A
 * connection that fails ends them in good order: an error in a chain of Web Streams would take with it what is still on its way.
 */
export class EventBytes {
  private readonly watch = new EventWatch();
  private closed = false;

  static of(body: Body, call: UpstreamCall): ReadableStream<Uint8Array> {
    return new ReadableStream(new EventBytes(body, call), AHEAD);
  }

  private constructor(
    private readonly body: Body,
    private readonly call: UpstreamCall,
  ) {}

  start(reader: Reader): void {
    this.body.on('data', (piece: Buffer) => this.take(piece, reader));
    this.body.on('end', () => this.close(reader));
    this.body.on('error', (error: Error) => {
      this.call.fail(error);
      this.close(reader);
    });
  }

  pull(): void {
    this.call.resume();
    this.body.resume();
  }

  /** Whoever listened is gone, and ends the call. */
  cancel(): void {
    this.closed = true;
  }

  private take(piece: Buffer, reader: Reader): void {
    if (this.closed) return;
    try {
      if (this.watch.sees(piece)) this.call.hear();
    } catch (error) {
      this.body.destroy(error as Error);
      return;
    }
    reader.enqueue(piece);
    if (this.watch.over) this.finish(reader);
    else if ((reader.desiredSize ?? 0) <= 0) this.pause();
  }

  private finish(reader: Reader): void {
    this.close(reader);
    this.call.end(true);
    keep(this.body);
  }

  private pause(): void {
    this.call.pause();
    this.body.pause();
  }

  private close(reader: Reader): void {
    if (!this.closed) reader.close();
    this.closed = true;
  }
}

/** Reads what little is left, so that the connection can be used again; a longer rest closes it. */
export function keep(body: Body): void {
  const signal = AbortSignal.timeout(TAIL.milliseconds);
  body.dump({ limit: TAIL.bytes, signal }).catch(() => undefined);
}
