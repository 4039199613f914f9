/** A bound beyond which two series are not of one kind (TVLA); below it, more measurements may still tell. */
const LEAK = 4.5;

/** Prints the mean and spread of each series, and Welch's t of each against the first. */
export function compare(title, samples) {
  process.stdout.write(`${title}\n`);
  const [first, ...others] = Object.entries(samples).map(([kind, times]) => ({ kind, ...momentsOf(times) }));
  for (const series of [first, ...others]) {
    const { kind, mean, deviation, count } = series;
    const t = series === first ? null : welch(first, series);
    const verdict = t === null ? '' : `  t ${t.toFixed(2)}${Math.abs(t) > LEAK ? '  LEAK' : ''}`;
    process.stdout.write(
      `  ${kind.padEnd(22)} mean ${mean.toFixed(3)} ms  sd ${deviation.toFixed(3)}  n ${count}${verdict}\n`,
    );
  }
}

/** Of the middle nine tenths: what the machine did meanwhile is in the tails. */
function momentsOf(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const kept = sorted.slice(Math.floor(sorted.length * 0.05), Math.ceil(sorted.length * 0.95));
  const mean = kept.reduce((sum, time) => sum + time, 0) / kept.length;
  const variance = kept.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (kept.length - 1);
  return { mean, variance, deviation: Math.sqrt(variance), count: kept.length };
}

const welch = (one, other) =>
  (one.mean - other.mean) / Math.sqrt(one.variance / one.count + other.variance / other.count);
