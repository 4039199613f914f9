import { setTimeout as sleep } from 'node:timers/promises';
import { databaseTime, processorTime } from './processes.mjs';
import { Reader } from './reader.mjs';
import { inWaves } from './setting.mjs';

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Answers that are still opening would be measured as answers that are slow. */
const SETTLE_MS = 1_000;

/**
 * Many turns at once: how long a word is on its way from the upstream to a reader, and what it costs. Measured while all of them run.
 *
 * @param {{ name: string, child: object, target: (i: number) => object, end: (reader: Reader) => void }} contestant `end` stops an answer
 * @param {{ turns: number, rate: number, seconds: number, databaseUrl: string }} load
 */
export async function measureTurns({ name, child, target, end }, { turns, rate, seconds, databaseUrl }) {
  const latencies = [];
  Reader.refusals = 0;
  const began = performance.now();
  const readers = await inWaves(turns, (i) => Reader.open(target(i), latencies));
  const opening = performance.now() - began;
  const refused = Reader.refusals;
  await sleep(SETTLE_MS);
  latencies.length = 0;
  const before = processorTime(child.pid);
  const database = databaseTime(databaseUrl);
  const from = performance.now();
  await Promise.race([sleep(seconds * 1_000), ...readers.map(({ ended }) => ended)]);
  const wall = (performance.now() - from) * 1_000;
  const after = processorTime(child.pid);
  const databaseMicros = databaseTime(databaseUrl) - database;
  const sorted = latencies.toSorted((one, other) => one - other);
  for (const reader of readers) end(reader);
  await Promise.all(readers.map(({ ended }) => ended));
  const perWord = (micros) => Number((micros / sorted.length).toFixed(1));
  return {
    server: name,
    turns,
    'words/s': Math.round(sorted.length / (wall / 1e6)),
    'opened in s': Number((opening / 1_000).toFixed(1)),
    'sent away': refused,
    'p50 ms': Math.round(at(sorted, 0.5)),
    'p99 ms': Math.round(at(sorted, 0.99)),
    'CPU µs/word': perWord(after.all - before.all),
    'of it event loop': perWord(after.loop - before.loop),
    'database µs/word': perWord(databaseMicros),
    'event loop at rate': `${Math.round((perWord(after.loop - before.loop) * turns * rate) / 10_000)} %`,
  };
}
