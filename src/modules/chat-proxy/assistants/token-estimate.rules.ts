import type { ConversationMessage, Usage } from './assistant.js';

/** Four bytes a token is what English comes to; scripts of three bytes a character come to 0.75 tokens each. */
const BYTES_PER_TOKEN = 4;

/** Role and separators of a message, as chat templates write them. */
const TOKENS_PER_MESSAGE = 4;

/** About how many tokens a text is, for any model: good enough for a budget or a window, not for an invoice. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** For upstreams that do not say what a turn took. */
export function estimateUsage(messages: readonly ConversationMessage[], outputTokens: number): Usage {
  const inputTokens = messages.reduce((sum, { text }) => sum + TOKENS_PER_MESSAGE + estimateTokens(text), 0);
  return { inputTokens, outputTokens, estimated: true };
}
