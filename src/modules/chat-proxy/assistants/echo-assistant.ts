import { setTimeout as pause } from 'node:timers/promises';
import type { Assistant, AssistantChunk, AssistantContext } from './assistant.js';
import { estimateTokens, estimateUsage } from './token-estimate.rules.js';

/** A word and the space behind it, or the space before the first word: nothing of the text falls between. */
const WORDS = /\S+\s*|\s+/g;

export interface EchoOptions {
  /** Milliseconds between two words; 0 = as fast as they are taken. */
  readonly wordMs: number;
}

/** Says the person's last message back, word by word. Needs no network, so it is what answers until an upstream is configured. */
export class EchoAssistant implements Assistant {
  readonly name = 'echo';

  constructor(private readonly options: EchoOptions) {}

  async *run({ messages }: AssistantContext, signal: AbortSignal): AsyncGenerator<AssistantChunk, void, undefined> {
    signal.throwIfAborted();
    const text = messages.at(-1)?.text ?? '';
    yield { type: 'text-start', id: 'text-1' };
    for (const [delta] of text.matchAll(WORDS)) {
      yield { type: 'text-delta', id: 'text-1', delta };
      await this.breath(signal);
    }
    yield { type: 'text-end', id: 'text-1' };
    yield { type: 'usage', usage: estimateUsage(messages, estimateTokens(text)) };
    yield { type: 'end', reason: 'stop' };
  }

  private async breath(signal: AbortSignal): Promise<void> {
    if (this.options.wordMs > 0) {
      await pause(this.options.wordMs, undefined, { signal }).catch(() => undefined);
    }
    signal.throwIfAborted();
  }
}
