import type { Readable } from 'node:stream';
import { requestTooLarge } from '../passthrough.errors.js';

/** Bodies up to this size are held, so that they can be sent again. */
const HELD_BYTES = 64 * 1024;

/** A request's body on its way to the platform. `whole` can be sent twice, `stream` once. */
export type RelayBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'stream'; readonly pieces: AsyncIterable<Buffer> };

export const NO_BODY: RelayBody = { kind: 'none' };

/**
 * @param declared `Content-Length`; null for chunked bodies
 * @param limit in bytes; holds for chunked bodies too
 * @throws AppError request_too_large, also from `pieces`
 */
export async function takeBody(stream: Readable, declared: number | null, limit: number): Promise<RelayBody> {
  if (declared === 0) return NO_BODY;
  if (declared !== null && declared > limit) throw requestTooLarge(limit);
  // Not destroyed when left early: it is the caller's connection, on which the answer goes back.
  const pieces = stream.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  if (declared !== null && declared > HELD_BYTES) return { kind: 'stream', pieces: limited([], pieces, limit) };
  const held: Buffer[] = [];
  for (let size = 0; ;) {
    const next = await pieces.next();
    if (next.done) return { kind: 'whole', bytes: Buffer.concat(held, size) };
    held.push(next.value);
    size += next.value.length;
    if (size > Math.min(HELD_BYTES, limit)) return { kind: 'stream', pieces: limited(held, pieces, limit) };
  }
}

async function* limited(
  held: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<Buffer, void> {
  let size = 0;
  for await (const piece of chain(held, rest)) {
    size += piece.length;
    if (size > limit) throw requestTooLarge(limit);
    yield piece;
  }
}

async function* chain(held: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield* held;
  yield* rest;
}
