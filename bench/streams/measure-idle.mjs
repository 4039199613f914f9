import { setTimeout as sleep } from 'node:timers/promises';
import { keptKb } from './memory.mjs';
import { Reader } from './reader.mjs';
import { inWaves } from './setting.mjs';

/** What a crowd makes grow once (code, pools, the engine's own heap) is not a stream's. */
const WARM_UP_SHARE = 0.2;
const GONE_MS = 2_000;

/**
 * Streams on which nothing is said: their memory.
 *
 * @param {{ name: string, child: object, target: (i: number) => object }} contestant @param {number} idle
 */
export async function measureIdle({ name, child, target }, idle) {
  const crowd = async (size, whileOpen) => {
    const readers = await inWaves(size, (i) => Reader.open(target(i)));
    const kept = await whileOpen();
    for (const reader of readers) reader.leave();
    await sleep(GONE_MS);
    return kept;
  };
  await crowd(Math.ceil(idle * WARM_UP_SHARE), () => sleep(GONE_MS));
  const before = await keptKb(child);
  const after = await crowd(idle, () => keptKb(child));
  return { server: name, 'idle streams': idle, 'KB per stream': Number(((after - before) / idle).toFixed(1)) };
}
