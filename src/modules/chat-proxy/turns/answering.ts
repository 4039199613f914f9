import { Inject, Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import { ASSISTANT, type Assistant, type AssistantChunk, type Usage } from '../assistants/assistant.js';
import { ConversationsRepository } from '../history/conversations.repository.js';
import { estimateTokens, withinTokens } from './turn.rules.js';
import type { ClaimedTurn } from './turn.types.js';

/** What the assistant says in one turn. */
export interface Answering {
  readonly chunks: AsyncIterable<AssistantChunk>;
  /** When the assistant does not say what it used. @param said its answer */
  estimate(said: string): Usage;
}

/** Asks the assistant, with as much of the conversation as it may see. */
@Injectable()
export class AssistantDesk {
  constructor(
    @Inject(ASSISTANT) private readonly assistant: Assistant,
    private readonly conversations: ConversationsRepository,
    private readonly config: AppConfig,
  ) {}

  /** @param signal ends it, whether the assistant listens or not: then the chunks throw the signal's reason */
  async ask(turn: ClaimedTurn, signal: AbortSignal): Promise<Answering> {
    const newestFirst = await this.conversations.findBefore(turn);
    const messages = withinTokens(newestFirst, this.config.settings.CHAT_HISTORY_TOKENS);
    const { id: turnId, sessionId, userId } = turn;
    const inputTokens = messages.reduce((sum, { text }) => sum + estimateTokens(text), 0);
    return {
      chunks: untilAborted(this.assistant.run({ turnId, sessionId, userId, messages }, signal), signal),
      estimate: (said) => ({ inputTokens, outputTokens: estimateTokens(said), estimated: true }),
    };
  }

  /** Milliseconds a turn may take. */
  get patienceMs(): number {
    return this.config.settings.CHAT_TURN_SECONDS * 1_000;
  }
}

async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let giveUp: (reason: unknown) => void = () => undefined;
  const abort = (): void => giveUp(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    for (;;) {
      signal.throwIfAborted();
      // One promise for each chunk: a race against one that lives as long as the turn would keep something of every chunk.
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        giveUp = reject;
        iterator.next().then(resolve, reject);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    void iterator.return?.().catch(() => undefined);
  }
}
