import type { Metric } from 'prom-client';

interface CounterOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

interface Counted {
  readonly labels: Readonly<Record<string, string>>;
  value: number;
}

/** What no label holds. */
const BETWEEN = '\n';

/** A counter for what every request passes, as HotHistogram: counting is one look into a map and one addition. */
export class HotCounter {
  private readonly counted = new Map<string, Counted>();

  constructor(private readonly options: CounterOptions) {}

  /** @param values of the labels, in the order of their names */
  add(amount: number, values: readonly string[]): void {
    const key = values.length === 1 ? (values[0] ?? '') : values.join(BETWEEN);
    const known = this.counted.get(key);
    if (known) known.value += amount;
    else this.counted.set(key, { labels: this.labels(values), value: amount });
  }

  /** What a registry registers. */
  asMetric(): Metric {
    const { name, help } = this.options;
    const get = (): Promise<object> =>
      Promise.resolve({ name, help, type: 'counter', aggregator: 'sum', values: [...this.counted.values()] });
    return { name, help, get, reset: () => this.counted.clear() } as unknown as Metric;
  }

  private labels(values: readonly string[]): Record<string, string> {
    return Object.fromEntries(this.options.labelNames.map((name, i) => [name, values[i] ?? '']));
  }
}
