import { cpus } from 'node:os';

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @typedef {import('./load/main.mjs').Result & { serverMicros?: number }} Result
 * @typedef {{ name: string, rounds: Result[] }} Contestant
 */

/** @param {Contestant} contestant */
export function summarize({ name, rounds }) {
  const middle = (field) => median(rounds.map((round) => round[field]));
  const sum = (field) => rounds.reduce((total, round) => total + round[field], 0);
  return {
    name,
    throughput: middle('throughput'),
    slowest: Math.min(...rounds.map((round) => round.throughput)),
    fastest: Math.max(...rounds.map((round) => round.throughput)),
    p50: middle('p50'),
    p99: middle('p99'),
    serverMicros: rounds.every((round) => round.serverMicros !== undefined) ? middle('serverMicros') : undefined,
    generatorMicros: middle('generatorMicros'),
    failed: sum('failed'),
    wrong: sum('wrong'),
    examples: rounds.flatMap((round) => round.examples).slice(0, 5),
  };
}

/** @typedef {ReturnType<typeof summarize>} Summary */

/** @param {Summary[]} summaries */
export function printTable(summaries) {
  const width = Math.max(...summaries.map(({ name }) => name.length), 6);
  console.log(
    `${'server'.padEnd(width)}   req/s (rounds)            p50 ms   p99 ms  server CPU µs/req  failed  wrong answers`,
  );
  for (const one of summaries) {
    const range = `${one.slowest.toFixed(0)}-${one.fastest.toFixed(0)}`;
    const processor = one.serverMicros === undefined ? '-' : one.serverMicros.toFixed(1);
    const cells = [
      `${one.name.padEnd(width)}  ${one.throughput.toFixed(0).padStart(6)} (${range})`.padEnd(width + 26),
      one.p50.toFixed(2).padStart(8),
      one.p99.toFixed(2).padStart(8),
      processor.padStart(18),
      String(one.failed).padStart(7),
      String(one.wrong).padStart(14),
    ];
    console.log(cells.join(' '));
  }
  for (const { name, examples } of summaries) examples.forEach((text) => console.log(`  ${name}: ${text}`));
}

/**
 * The ratio of the medians, and the range of the ratios within single rounds: a range that
 * straddles 1 says that the machine's noise is larger than the difference.
 *
 * @param {Contestant} one @param {Contestant} other @param {'throughput' | 'p99'} field
 */
export function ratio(one, other, field) {
  const each = one.rounds.map((round, index) => round[field] / other.rounds[index][field]);
  return {
    value: summarize(one)[field] / summarize(other)[field],
    lowest: Math.min(...each),
    highest: Math.max(...each),
  };
}

/** @param {ReturnType<typeof ratio>} of */
export const formatRatio = ({ value, lowest, highest }) =>
  `${value.toFixed(2)}  (single rounds ${lowest.toFixed(2)} to ${highest.toFixed(2)})`;

/** @param {Summary[]} summaries */
export const isClean = (summaries) => summaries.every(({ failed, wrong }) => failed === 0 && wrong === 0);

/** @param {string} database */
export function printMachine(database) {
  console.log(
    `Node ${process.version}, ${database}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
  );
  console.log('Server, database and load generator share this machine.');
}
