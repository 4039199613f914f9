import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES = 16;
const POOL_BYTES = BYTES * 256;

const pool = new Uint8Array(POOL_BYTES);
let taken = POOL_BYTES;
let lastMs = 0;
let sequence = 0;

/**
 * A new id: UUIDv7 (RFC 9562 section 5.7), so ids are in the order of time; those of one process also within a millisecond (section 6.2,
 * method 1). Random bytes are drawn for many ids at once: drawing them for each costs more than all else of it.
 */
export function newId(): string {
  const random = randomBytes();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Half of the room stays free for those that follow within this millisecond.
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    sequence++;
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}

function randomBytes(): Uint8Array<ArrayBuffer> {
  if (taken === POOL_BYTES) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += BYTES;
  return pool.subarray(taken - BYTES, taken);
}
