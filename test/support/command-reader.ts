import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Place } from './given.js';

export interface Command {
  readonly id: string;
  readonly kind: string;
  readonly account_id: string;
  readonly fence: number;
  readonly payload: unknown;
}

/** Reads a worker's stream of commands. */
export class CommandReader {
  readonly eventIds: string[] = [];
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>;
  private readonly events: Command[] = [];
  private wake: (() => void) | null = null;

  private constructor(
    body: ReadableStream<Uint8Array>,
    private readonly stop: AbortController,
  ) {
    this.ended = this.read(body).catch(() => undefined);
  }

  static async open(place: Place, secret: string, worker: string, lastEventId?: string): Promise<CommandReader> {
    const stop = new AbortController();
    const response = await fetch(new URL(`/v1/worker/commands?platform=twitch&worker=${worker}`, place.url), {
      headers: {
        authorization: `Bearer ${secret}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: stop.signal,
    });
    if (response.status !== 200 || !response.body) throw new Error(`The stream answered ${response.status}`);
    return new CommandReader(response.body, stop);
  }

  /** The next command; fails after 5 s. */
  async next(): Promise<Command> {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const command = this.events.shift();
      if (command) return command;
      if (Date.now() > deadline) throw new Error('No command came within 5 s');
      await new Promise<void>((done) => {
        this.wake = done;
        setTimeout(done, 500);
      });
    }
  }

  close(): void {
    this.stop.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { id, data } of events) {
      this.eventIds.push(id ?? '');
      this.events.push(JSON.parse(data) as Command);
      this.wake?.();
    }
  }
}
