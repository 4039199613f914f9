import { setTimeout as sleep } from 'node:timers/promises';
import { residentKb } from './processes.mjs';

const SAMPLES = 5;
const APART_MS = 1_000;

/**
 * The memory that a process keeps, in kB: the middle one of several samples, each after a full collection, which is told to it by SIGUSR2
 * (`servers/collect-garbage.cjs`). What is garbage by then depends on when the engine last felt like collecting it.
 *
 * @param {{ pid: number }} child
 */
export async function keptKb(child) {
  const samples = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    process.kill(child.pid, 'SIGUSR2');
    await sleep(APART_MS);
    samples.push(residentKb(child.pid));
  }
  return samples.toSorted((one, other) => one - other)[Math.floor(SAMPLES / 2)];
}
