import { setTimeout as pause } from 'node:timers/promises';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { AppLogger } from '../../../common/logging/logger.js';
import { AnswerParts } from './answer-parts.js';
import type { Assistant, AssistantChunk, AssistantContext } from './assistant.js';
import { UpstreamAttempt, type Upstream } from './upstream-attempt.js';
import type { Deadlines } from './upstream-call.js';
import { judgeAttempt, UpstreamSilence, type FailedAttempt } from './upstream-failures.js';
import { UpstreamFetch } from './upstream-fetch.js';

export interface OpenAiOptions extends Deadlines {
  /** Where `/chat/completions` is, with the version: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  /** Milliseconds before the second attempt, twice as many before the third, unless the upstream names a time. */
  readonly backoffMs: number;
}

const ATTEMPTS = 3;
const LONGEST_RETRY_AFTER_MS = 20_000;
const OUR_KEY_IS_WRONG = [401, 403];

/**
 * Any upstream that speaks OpenAI's chat completions, through the AI SDK's provider. Of the SDK's layers this is the lowest one that
 * reads streams: `streamText` above it costs twice as much for each word, and does what the turn does itself.
 */
export class OpenAiAssistant implements Assistant {
  readonly name = 'openai';
  private readonly upstream: Upstream;

  constructor(
    private readonly options: OpenAiOptions,
    private readonly logger: AppLogger,
  ) {
    const fetch = new UpstreamFetch();
    const { baseUrl, apiKey, model } = options;
    const provider = createOpenAICompatible({
      name: 'assistant',
      baseURL: baseUrl.replace(/\/+$/, ''),
      apiKey: apiKey ?? undefined,
      headers: { accept: 'text/event-stream' },
      includeUsage: true,
      fetch: fetch.fetch,
    });
    this.upstream = { model: provider.chatModel(model), fetch };
  }

  async *run(context: AssistantContext, signal: AbortSignal): AsyncGenerator<AssistantChunk, void, undefined> {
    signal.throwIfAborted();
    using total = new Patience(this.options.totalMs);
    const both = AbortSignal.any([signal, total.signal]);
    const prompt = promptOf(context);
    for (let count = 1; ; count++) {
      const parts = new AnswerParts(context.messages);
      using attempt = new UpstreamAttempt(this.upstream, this.options, both);
      try {
        for (let part = await attempt.next(prompt); part !== null; part = await attempt.next(prompt)) {
          for (const chunk of parts.take(part)) yield chunk;
        }
        return yield* parts.finish();
      } catch (error) {
        yield* parts.close();
        signal.throwIfAborted();
        const failed = this.judge(total.signal.aborted ? total.signal.reason : error, count);
        this.report(failed, context, count);
        const last = parts.started || total.signal.aborted || count === ATTEMPTS;
        if (last || failed.retryAfterMs === null) throw failed.failure;
        await pause(failed.retryAfterMs, undefined, { signal: both }).catch(() => undefined);
      }
    }
  }

  private judge(error: unknown, count: number): FailedAttempt {
    const backoffMs = this.options.backoffMs * 2 ** (count - 1);
    return judgeAttempt(error, { backoffMs, longestRetryAfterMs: LONGEST_RETRY_AFTER_MS });
  }

  /** The upstream's words may hold parts of the key or of the conversation, so only its status is told. */
  private report({ failure, status }: FailedAttempt, { turnId }: AssistantContext, count: number): void {
    const facts = { turn_id: turnId, code: failure.code, status, attempt: count };
    if (status !== null && OUR_KEY_IS_WRONG.includes(status)) {
      this.logger.error(facts, 'the assistant refuses our key: check ASSISTANT_API_KEY');
    } else {
      this.logger.warn(facts, 'the assistant failed');
    }
  }
}

/** How long the whole answer may take. */
class Patience implements Disposable {
  private readonly end = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    const end = (): void => this.end.abort(new UpstreamSilence('The whole answer took too long'));
    this.timer = setTimeout(end, milliseconds);
  }

  get signal(): AbortSignal {
    return this.end.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
  }
}

function promptOf({ messages }: AssistantContext): LanguageModelV4Prompt {
  return messages.map(({ role, text }) => ({ role, content: [{ type: 'text', text }] }));
}
