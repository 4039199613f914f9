import type { Metric, MetricValueWithName } from 'prom-client';

export interface Series {
  observe(value: number): void;
}

interface HistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
}

/**
 * A histogram for what every request passes: a series is found once, and an observation then is three additions (prom-client's own checks
 * and hashes the labels each time). It is read through prom-client's registry like any other.
 */
export class HotHistogram {
  private readonly series: { readonly labels: Record<string, string>; readonly counts: Counts }[] = [];

  constructor(private readonly options: HistogramOptions) {}

  /** @param values of the labels, in the order of their names; ask once and keep the answer */
  labels(...values: string[]): Series {
    const { labelNames, buckets } = this.options;
    const labels = Object.fromEntries(labelNames.map((name, i) => [name, values[i] ?? '']));
    const counts = new Counts(buckets);
    this.series.push({ labels, counts });
    return counts;
  }

  /** What a registry registers. */
  asMetric(): Metric {
    const { name, help } = this.options;
    const values = (): object[] => this.series.flatMap(({ labels, counts }) => counts.values(name, labels));
    const get = (): Promise<object> =>
      Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values: values() });
    return { name, help, get, reset: () => this.series.splice(0) } as unknown as Metric;
  }
}

class Counts implements Series {
  private readonly inBucket: number[];
  private count = 0;
  private sum = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.inBucket = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.count++;
    this.sum += value;
    const { bounds } = this;
    for (let i = 0; i < bounds.length; i++) {
      if (value > (bounds[i] ?? 0)) continue;
      this.inBucket[i] = (this.inBucket[i] ?? 0) + 1;
      return;
    }
  }

  /** Buckets hold what is at most their bound, so each counts those below it too (Prometheus, "Histogram"). */
  values(name: string, labels: Record<string, string>): MetricValueWithName<string>[] {
    let below = 0;
    const bucket = (le: string | number, value: number): MetricValueWithName<string> => ({
      metricName: `${name}_bucket`,
      labels: { le, ...labels },
      value,
    });
    return [
      ...this.bounds.map((bound, i) => bucket(bound, (below += this.inBucket[i] ?? 0))),
      bucket('+Inf', this.count),
      { metricName: `${name}_sum`, labels, value: this.sum },
      { metricName: `${name}_count`, labels, value: this.count },
    ];
  }
}
