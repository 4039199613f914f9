/**
 * The chunks of the AI SDK UI message stream v1 that Understudy sends. Whoever renders them must let unknown ones pass: newer servers
 * may send more.
 */
export type UiChunk =
  | { readonly type: 'start'; readonly messageId?: string }
  | { readonly type: 'start-step' | 'finish-step' }
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
  | { readonly type: `data-${string}`; readonly data: unknown; readonly id?: string }
  | { readonly type: 'error'; readonly errorText: string }
  | { readonly type: 'abort' }
  | { readonly type: 'finish'; readonly finishReason?: string };

/** @returns null when this is no chunk */
export function parseChunk(json: string): UiChunk | null {
  try {
    const value = JSON.parse(json) as unknown;
    const isChunk = typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
    return isChunk ? (value as UiChunk) : null;
  } catch {
    return null;
  }
}

/** `data-status` is one of many: the template type does not narrow by itself. */
export function isData(chunk: UiChunk): chunk is Extract<UiChunk, { data: unknown }> {
  return chunk.type.startsWith('data-');
}
