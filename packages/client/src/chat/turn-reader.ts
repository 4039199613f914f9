import type { Api } from '../api.js';
import { Refused, ReplyBroken } from '../errors.js';
import { Attempts } from '../patience.js';
import { parseChunk, type UiChunk } from './chunks.js';
import { eventsOf } from './events.js';
import { Replay } from './replay.js';

const DONE = '[DONE]';

/** Statuses of a server that stops, or of a proxy that finds none: the turn is still there. */
const COMES_BACK = [408, 429, 500, 502, 503, 504];

/** Reads one turn to its end, over as many connections as it takes, every event once. */
export class TurnReader {
  private readonly replay = new Replay();
  private readonly attempts: Attempts;
  /** `<turn>.<seq>`, of the last event that came. */
  private cursor: string | null;
  private sequence = -1;
  private finished = false;

  constructor(
    private readonly api: Api,
    private readonly turnId: string,
    private readonly signal: AbortSignal,
    after: string | null,
  ) {
    this.attempts = new Attempts(api.patience);
    this.cursor = after;
  }

  /**
   * @param first what the turn was opened with; null = ask for it
   * @throws ReplyBroken, Refused
   */
  async *chunks(first: Response | null): AsyncGenerator<UiChunk, void, undefined> {
    let response = first ?? (await this.connect());
    for (;;) {
      try {
        yield* this.read(response);
        if (this.finished) return;
      } catch (error) {
        if (error instanceof ReplyBroken) throw error;
        // A connection that broke: the rest is asked for below.
      }
      response = await this.connect();
    }
  }

  private async *read(response: Response): AsyncGenerator<UiChunk, void, undefined> {
    const { signal, attempts } = this;
    const { silenceMs, longestDelayMs } = this.api.patience;
    const openedAt = Date.now();
    try {
      const onRetry = (ms: number): void => attempts.slowDown(ms);
      for await (const { id, data } of eventsOf(response, { silenceMs, signal, onRetry })) {
        const chunk = this.fresh(id, data);
        if (chunk !== null) yield chunk;
        if (this.finished) return;
      }
    } finally {
      // A proxy may cut every connection after a minute in which the assistant only thinks: that is no reason to give up.
      if (Date.now() - openedAt > longestDelayMs) attempts.succeeded();
    }
  }

  /** @returns what is new in this event, or null */
  private fresh(id: string | undefined, data: string): UiChunk | null {
    if (data === DONE) throw new ReplyBroken('The answer has no end');
    const chunk = parseChunk(data);
    if (chunk === null) throw new ReplyBroken('The answer holds an event that is no chunk');
    // A turn starts once, so a second start is the first one again: the server could not find our place and begins anew.
    if (chunk.type === 'start') this.beginAgain();
    if (chunk.type === 'data-resync' || (id !== undefined && !this.advance(id))) return null;
    if (chunk.type === 'finish') this.finished = true;
    return this.replay.take(chunk);
  }

  private beginAgain(): void {
    this.replay.restart();
    this.sequence = -1;
  }

  /** @returns false when this event came before */
  private advance(id: string): boolean {
    const sequence = Number(id.slice(id.lastIndexOf('.') + 1));
    if (sequence <= this.sequence) return false;
    this.sequence = sequence;
    this.cursor = id;
    this.attempts.succeeded();
    return true;
  }

  private async connect(): Promise<Response> {
    let trouble: Error | null = null;
    while (await this.attempts.again(trouble instanceof Refused ? trouble.details.retryAfterMs : null, this.signal)) {
      const headers = {
        accept: 'text/event-stream',
        ...(this.cursor === null ? {} : { 'last-event-id': this.cursor }),
      };
      const answer = await this.api.once('GET', `/chat/turns/${this.turnId}/stream`, { headers, signal: this.signal });
      if (answer instanceof Response && answer.ok) return answer;
      trouble = answer instanceof Response ? await Refused.from(answer) : answer;
      if (trouble instanceof Refused && !COMES_BACK.includes(trouble.status)) throw trouble;
    }
    throw new ReplyBroken('The connection was lost, and the rest of the answer cannot be reached', { cause: trouble });
  }
}
