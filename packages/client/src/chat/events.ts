import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** The connection ended or fell silent before the stream did. */
export class Dropped extends Error {}

export interface EventsOptions {
  /** Milliseconds without a byte after which the connection counts as dropped. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
  /** The server named the time to wait before connecting again. */
  readonly onRetry: (ms: number) => void;
}

/**
 * The events of one response, each as soon as it is complete; half of one at the end is thrown away. However this is left, the
 * connection is closed.
 * @throws Dropped when the connection breaks; ends when the server closes it in good order
 */
export async function* eventsOf(
  response: Response,
  { silenceMs, signal, onRetry }: EventsOptions,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const ready: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (event) => ready.push(event), onRetry });
    const decoder = new TextDecoder();
    for (;;) {
      const bytes = await readWithin(silenceMs, reader);
      if (bytes === null) return;
      parser.feed(decoder.decode(bytes, { stream: true }));
      yield* ready.splice(0);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** @returns null at the end */
async function readWithin(ms: number, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Dropped(`Nothing came for ${ms} ms`)), ms);
  });
  try {
    const { done, value } = await Promise.race([reader.read(), silence]);
    return done ? null : value;
  } catch (error) {
    throw error instanceof Dropped ? error : new Dropped('The connection broke', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
