import { createLogger } from '../common/logging/logger.js';
import { PeriodicTasks } from '../common/time/periodic-tasks.js';
import { LastWrites } from './last-writes.js';
import { LaterWrites } from './later-writes.js';

describe('what is written later', () => {
  const lastWrites = new LastWrites();
  const tasks = new PeriodicTasks(createLogger('silent'));
  const later = new LaterWrites(tasks, lastWrites);
  afterAll(() => tasks.beforeApplicationShutdown());

  it('is the latest of each key, once; what could not be written is written with the next', async () => {
    const written: Record<string, number>[] = [];
    let away = false;
    const note = later.gather<number>('test', (noted) => {
      if (away) return Promise.reject(new Error('away'));
      written.push(Object.fromEntries(noted));
      return Promise.resolve();
    });
    note('a', 1);
    note('a', 2);
    note('b', 1);
    await lastWrites.run();
    await lastWrites.run();
    expect(written).toEqual([{ a: 2, b: 1 }]);
    away = true;
    note('a', 3);
    note('b', 2);
    const failing = lastWrites.run();
    note('b', 3);
    await failing;
    away = false;
    await lastWrites.run();
    expect(written.slice(1)).toEqual([{ a: 3, b: 3 }]);
  });
});
