import { isData, type UiChunk } from './chunks.js';

/**
 * Lets every part of a turn through once, also when the server begins it anew: a replay is compacted, so its deltas are cut elsewhere,
 * and only their text can be compared.
 */
export class Replay {
  /** By kind and id: characters of deltas, or how often the chunk came. */
  private readonly given = new Map<string, number>();
  private seen = new Map<string, number>();

  /** The next chunk is the first one of the turn again. */
  restart(): void {
    this.seen = new Map();
  }

  /** @returns what of this chunk is new, or null */
  take(chunk: UiChunk): UiChunk | null {
    if (isData(chunk)) return chunk;
    const key = keyOf(chunk);
    const before = this.seen.get(key) ?? 0;
    const after = before + ('delta' in chunk ? chunk.delta.length : 1);
    this.seen.set(key, after);
    const given = this.given.get(key) ?? 0;
    if (after <= given) return null;
    this.given.set(key, after);
    return 'delta' in chunk && before < given ? { ...chunk, delta: chunk.delta.slice(given - before) } : chunk;
  }
}

function keyOf(chunk: UiChunk): string {
  if ('toolCallId' in chunk) return `${chunk.type} ${chunk.toolCallId}`;
  return 'id' in chunk ? `${chunk.type} ${String(chunk.id)}` : chunk.type;
}
