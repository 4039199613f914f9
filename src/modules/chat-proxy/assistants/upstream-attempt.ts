import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { UpstreamCall, type Deadlines } from './upstream-call.js';
import type { UpstreamFetch } from './upstream-fetch.js';

/** Whom to ask, by the AI SDK's provider and over our connections. */
export interface Upstream {
  readonly model: LanguageModelV4;
  readonly fetch: UpstreamFetch;
}

/**
 * One request to a model: the parts that the AI SDK makes of its stream. Not a generator, as each one that a word passes through costs
 * nearly as much as all that is done with the word.
 */
export class UpstreamAttempt implements Disposable {
  private readonly call: UpstreamCall;
  private reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart> | null = null;
  private complete = false;

  constructor(
    private readonly upstream: Upstream,
    deadlines: Omit<Deadlines, 'totalMs'>,
    signal: AbortSignal,
  ) {
    this.call = new UpstreamCall(deadlines, signal);
  }

  /**
   * @returns null when there is no more
   * @throws UpstreamSilence, UpstreamRefusal, UpstreamNonsense, what the socket fails with, or the reason of the signal
   */
  async next(prompt: LanguageModelV4Prompt): Promise<LanguageModelV4StreamPart | null> {
    try {
      this.reader ??= await this.ask(prompt);
      const { done, value } = await this.reader.read();
      this.complete = done;
      if (done) return null;
      // So the AI SDK ends a stream, however that came about: only the connection knows.
      if (value.type === 'error' || value.type === 'finish') this.call.requireHealth();
      return value;
    } catch (error) {
      this.call.requireHealth();
      throw error;
    }
  }

  /** However it is left before the last event, the connection is closed: upstreams generate (and bill) as long as it is open. */
  [Symbol.dispose](): void {
    this.call.end(this.complete);
  }

  private async ask(prompt: LanguageModelV4Prompt): Promise<ReadableStreamDefaultReader<LanguageModelV4StreamPart>> {
    this.upstream.fetch.expect(this.call);
    const { stream } = await this.upstream.model.doStream({ prompt, abortSignal: this.call.signal });
    return stream.getReader();
  }
}
