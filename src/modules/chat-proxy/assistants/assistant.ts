/** One message of the conversation so far, oldest first; the last one is the person's newest. */
export interface ConversationMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What an assistant gets for one turn. It never sees a credential of the person. */
export interface AssistantContext {
  readonly turnId: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly messages: readonly ConversationMessage[];
}

/** Tokens of one turn. `estimated`: the upstream did not say, we counted ourselves. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly estimated: boolean;
}

/**
 * One part of an answer: the content chunks of the AI SDK UI message stream v1, in the subset that `ai` 5, 6 and 7 all accept. Ids
 * are unique within a turn; what was started is ended. `start`, steps' frame, `error`, `abort`, `finish` are written by the turn, not by the assistant.
 */
export type AssistantChunk =
  | { readonly type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end'; readonly id: string }
  | { readonly type: 'text-delta' | 'reasoning-delta'; readonly id: string; readonly delta: string }
  | {
      readonly type: 'tool-input-available';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: unknown;
    }
  | { readonly type: 'tool-output-available'; readonly toolCallId: string; readonly output: unknown }
  | { readonly type: 'tool-output-error'; readonly toolCallId: string; readonly errorText: string }
  | { readonly type: 'next-step' }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'end'; readonly reason: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other' };

/** Why an answer failed, in words a person may read. Never the upstream's own text: it may contain key fragments. */
export class AssistantFailure extends Error {
  constructor(
    readonly code:
      'upstream_unavailable' | 'upstream_timeout' | 'upstream_refused' | 'upstream_rate_limited' | 'upstream_broken',
    readonly retryable: boolean,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Whoever answers. `run` ends with exactly one `end` chunk, or throws: `AssistantFailure` for what is known to go wrong, the
 * signal's reason when `signal` was aborted. Anything else (no `end`, another error) is a failed turn too.
 */
export interface Assistant {
  readonly name: string;
  run(context: AssistantContext, signal: AbortSignal): AsyncIterable<AssistantChunk>;
}

export const ASSISTANT = Symbol('Assistant');
