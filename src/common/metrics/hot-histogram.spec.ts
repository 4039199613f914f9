import { Histogram, Registry } from 'prom-client';
import { HotHistogram } from './hot-histogram.js';

describe('a histogram for hot paths', () => {
  const options = { name: 'seconds', help: 'How long', labelNames: ['route'], buckets: [0.1, 0.5, 1] };

  it("says what prom-client's own says of the same observations", async () => {
    const [ours, theirs] = [new Registry(), new Registry()];
    const hot = new HotHistogram(options);
    ours.registerMetric(hot.asMetric());
    const slow = new Histogram({ ...options, registers: [theirs] });
    for (const route of ['/a', '/b']) {
      const series = hot.labels(route);
      for (const seconds of [0, 0.1, 0.100001, 0.5, 0.75, 1, 1.5, 40]) {
        series.observe(seconds);
        slow.labels(route).observe(seconds);
      }
    }
    const sorted = async (registry: Registry): Promise<string[]> => (await registry.metrics()).split('\n').sort();
    expect(await sorted(ours)).toEqual(await sorted(theirs));
  });
});
