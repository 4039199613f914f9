import { Counter, Registry } from 'prom-client';
import { HotCounter } from './hot-counter.js';

describe('a counter for hot paths', () => {
  it.each([[['platform']], [['platform', 'outcome']]])(
    "says what prom-client's own says of the same counts by %j",
    async (labelNames) => {
      const options = { name: 'calls', help: 'How many', labelNames };
      const [ours, theirs] = [new Registry(), new Registry()];
      const hot = new HotCounter(options);
      ours.registerMetric(hot.asMetric());
      const slow = new Counter({ ...options, registers: [theirs] });
      const counts: [number, ...string[]][] = [
        [1, 'kick', '2xx'],
        [3.5, 'kick', '4xx'],
        [1, 'kick', '2xx'],
        [0, 'twitch', 'gone'],
      ];
      for (const [amount, ...all] of counts) {
        const labels = all.slice(0, labelNames.length);
        hot.add(amount, labels);
        slow.labels(...labels).inc(amount);
      }
      expect(await ours.metrics()).toBe(await theirs.metrics());
    },
  );
});
