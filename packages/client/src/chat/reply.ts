import type { Api } from '../api.js';
import { ReplyBroken, TurnCancelled, TurnFailed, UnderstudyError } from '../errors.js';
import { isData, type UiChunk } from './chunks.js';
import { TurnReader } from './turn-reader.js';

/** What may end badly: a failed or cancelled turn, a lost connection, a refusal. */
export type Trouble = UnderstudyError;

export interface ReplySource {
  readonly sessionId: string | null;
  readonly turnId: string;
  /** The response that opened the turn; null = ask for the turn when somebody reads. */
  readonly response: Response | null;
  /** The event after which to go on; null = from the start. */
  readonly after: string | null;
  /** Aborting it cancels the turn. */
  readonly signal: AbortSignal | undefined;
}

/**
 * The assistant's reply as it comes: the chunks of one turn, in order, each once, whatever happens to connections. Can be given to
 * `thread.post()` of Vercel's Chat SDK as it is. It ends normally only when the assistant finished: anything else is thrown, after
 * everything that was said. Nothing is lost by not reading it, as the turn goes on without us.
 */
export class ChatReply implements AsyncIterable<UiChunk> {
  readonly sessionId: string | null;
  readonly turnId: string;
  private taken = false;

  constructor(
    private readonly api: Api,
    private readonly source: ReplySource,
  ) {
    this.sessionId = source.sessionId;
    this.turnId = source.turnId;
  }

  /** @throws TurnFailed, TurnCancelled, ReplyBroken, Refused */
  [Symbol.asyncIterator](): AsyncGenerator<UiChunk, void, undefined> {
    if (this.taken) throw new UnderstudyError('A reply is read once; follow the turn to read it again');
    this.taken = true;
    return this.chunks();
  }

  /** Everything the assistant says, with an empty line between two steps. Throws as reading does. */
  async text(): Promise<string> {
    const blocks: string[] = [];
    for await (const chunk of this) {
      if (chunk.type === 'text-start') blocks.push('');
      if (chunk.type === 'text-delta') blocks.push((blocks.pop() ?? '') + chunk.delta);
    }
    return blocks.join('\n\n');
  }

  /**
   * The same for places that cannot show an exception, as a chat: trouble becomes a last paragraph, in your words. `thread.post()`
   * leaves half a message standing when its stream throws.
   */
  async *withNotice(words: (trouble: Trouble) => string): AsyncGenerator<UiChunk, void, undefined> {
    let stepped = false;
    try {
      for await (const chunk of this) {
        stepped = chunk.type === 'finish-step';
        yield chunk;
      }
    } catch (error) {
      if (!(error instanceof UnderstudyError)) throw error;
      // Renderers put an empty line between steps, never between two texts of one.
      if (!stepped) yield { type: 'finish-step' };
      yield { type: 'start-step' };
      yield { type: 'text-start', id: 'notice' };
      yield { type: 'text-delta', id: 'notice', delta: words(error) };
      yield { type: 'text-end', id: 'notice' };
      yield { type: 'finish-step' };
    }
  }

  /** Stops the assistant. The reply then ends with TurnCancelled, unless it was finished already. May be called again. */
  async cancel(): Promise<void> {
    const response = await this.api.open('POST', `/chat/turns/${this.turnId}/cancel`);
    await response.body?.cancel();
  }

  private async *chunks(): AsyncGenerator<UiChunk, void, undefined> {
    const { signal, response, after } = this.source;
    const left = new AbortController();
    const stop = (): void => {
      left.abort();
      // Whoever stopped us has gone; the turn's own limits end it when this cannot.
      void this.cancel().catch(() => undefined);
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const reader = new TurnReader(this.api, this.turnId, left.signal, after);
      yield* judged(reader.chunks(response));
    } catch (error) {
      if (left.signal.aborted) throw new TurnCancelled('The answer was stopped', { cause: signal?.reason });
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      left.abort();
    }
  }
}

/** Holds back what tells of the end, and throws unless it is a good one. */
async function* judged(chunks: AsyncIterable<UiChunk>): AsyncGenerator<UiChunk, void, undefined> {
  const ending = new Ending();
  for await (const chunk of chunks) {
    if (ending.tells(chunk)) continue;
    if (chunk.type === 'finish') ending.requireGood(chunk.finishReason);
    yield chunk;
    if (chunk.type === 'finish') return;
  }
  throw new ReplyBroken('The answer has no end');
}

/** What the frames before `finish` say about how the turn ended. */
class Ending {
  private cancelled = false;
  private failure: { readonly code: string; readonly retryable: boolean } | null = null;
  private words: string | null = null;

  /** @returns whether this chunk is about the end, and not for whoever renders */
  tells(chunk: UiChunk): boolean {
    if (chunk.type === 'abort') this.cancelled = true;
    else if (chunk.type === 'error') this.words = chunk.errorText;
    else if (chunk.type === 'data-error' && isData(chunk)) this.failure = failureOf(chunk.data);
    else return false;
    return true;
  }

  /** @throws TurnCancelled, TurnFailed */
  requireGood(finishReason: string | undefined): void {
    if (this.cancelled) throw new TurnCancelled('The answer was cancelled');
    if (this.failure === null && this.words === null && finishReason !== 'error') return;
    const { code, retryable } = this.failure ?? failureOf(null);
    throw new TurnFailed(code, retryable, this.words ?? 'The assistant failed.');
  }
}

function failureOf(data: unknown): { readonly code: string; readonly retryable: boolean } {
  const { code, retryable } = (data ?? {}) as { readonly code?: unknown; readonly retryable?: unknown };
  return { code: typeof code === 'string' ? code : 'unknown', retryable: retryable === true };
}
