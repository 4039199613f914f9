import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Recorder } from './recorder.mjs';

/**
 * The load generator's process. The parent sends one round at a time and gets one result back.
 *
 * @typedef {{ port: number, pid: number, key: string, links: number,
 *   connections: number, warmup: number, seconds: number, traffic?: string }} Round
 * @typedef {{ throughput: number, p50: number, p99: number, wrong: number, failed: number,
 *   examples: string[], generatorMicros: number }} Result
 */

const graceSeconds = 5;

/** @param {Round} round @returns {Promise<Result>} */
async function play(round) {
  const recorder = new Recorder();
  const traffic = await import(round.traffic ?? '../traffic.mjs');
  const connections = Array.from({ length: round.connections }, () => new Connection(round, recorder, traffic));

  await sleep(round.warmup * 1000);
  recorder.restart();
  process.send({ measuring: true });
  const started = performance.now();
  const processor = process.cpuUsage();
  await sleep(round.seconds * 1000);
  const result = summary(recorder, performance.now() - started, process.cpuUsage(processor));
  process.send({ measured: true });

  for (const connection of connections) connection.stop();
  const deadline = setTimeout(() => connections.forEach((one) => one.abandon()), graceSeconds * 1000);
  await Promise.all(connections.map((connection) => connection.finished));
  clearTimeout(deadline);
  return { ...result, wrong: recorder.wrong, failed: recorder.failed, examples: recorder.examples };
}

/** @param {Recorder} recorder @param {number} millis @param {NodeJS.CpuUsage} processor */
function summary(recorder, millis, processor) {
  return {
    answers: recorder.answers,
    throughput: recorder.answers / (millis / 1000),
    p50: recorder.percentile(0.5),
    p99: recorder.percentile(0.99),
    generatorMicros: (processor.user + processor.system) / Math.max(1, recorder.answers),
  };
}

process.on('message', async (round) => process.send({ result: await play(round) }));
// The parent is gone: nobody is left to report to.
process.on('disconnect', () => process.exit(0));
