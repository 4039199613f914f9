import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { HotCounter } from './hot-counter.js';
import { HotHistogram, type Series } from './hot-histogram.js';

/** Seconds; the hot path answers in about a millisecond. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** All metrics of one running program. Labels are bounded: route templates, never addresses or ids. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new HotHistogram({
    name: 'understudy_http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
  });

  private readonly batches = new HotHistogram({
    name: 'understudy_lookup_batch_size',
    help: 'Concurrent look-ups answered by one statement',
    labelNames: ['lookup'],
    buckets: BATCH_BUCKETS,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'understudy_' });
    for (const histogram of [this.requests, this.batches]) this.registry.registerMetric(histogram.asMetric());
  }

  /** How long the requests of one route with one status took, in seconds; ask once and keep the answer. */
  requestSeries(method: string, route: string, status: number): Series {
    return this.requests.labels(method, route, String(status));
  }

  /** @returns how to report the size of each batch of one kind of look-up */
  batchObserver(lookup: string): (size: number) => void {
    const series = this.batches.labels(lookup);
    return (size) => series.observe(size);
  }

  /** @returns how to count something; the labels, in the order of their names, are bounded words */
  counter(name: string, help: string, labelNames: readonly string[]): (...labels: string[]) => void {
    const add = this.total(name, help, labelNames);
    return (...labels) => add(1, ...labels);
  }

  /** @returns how to add to a total; the labels, in the order of their names, are bounded words */
  total(name: string, help: string, labelNames: readonly string[]): (amount: number, ...labels: string[]) => void {
    const counter = new HotCounter({ name, help, labelNames });
    this.registry.registerMetric(counter.asMetric());
    return (amount, ...labels) => counter.add(amount, labels);
  }

  /** A number that is read when somebody asks for the metrics. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
