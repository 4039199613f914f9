import { setFlagsFromString } from 'node:v8';

/** First version of V8 (Node 24) that knows the flag; an older one would complain on stderr. */
const KNOWN_SINCE = 13;

/**
 * Relayed bodies pass through buffers that V8 holds outside its heap. By itself it looks through the whole heap for every 64 MB of them, however
 * much memory there is: several times a second at full speed, more than half of what relaying costs (measured: 2.6 ms of processor time per MB, 1.1
 * with this). Counted into the heap's own limit, they have it do so when memory has really grown.
 */
export function collectGarbageByHeapLimit(): void {
  if (Number.parseInt(process.versions.v8, 10) < KNOWN_SINCE) return;
  setFlagsFromString('--external-memory-accounted-in-global-limit');
}
