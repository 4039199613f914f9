import { createLogger } from '../logging/logger.js';
import { PeriodicTasks } from './periodic-tasks.js';

describe('a periodic task', () => {
  const lines: string[] = [];
  const tasks = new PeriodicTasks(createLogger('info', { write: (line) => void lines.push(line) }));

  afterEach(() => tasks.beforeApplicationShutdown());

  it.each<[string, () => Promise<void>]>([
    [
      'throws at once',
      () => {
        throw new Error('at once');
      },
    ],
    ['fails later', () => Promise.reject(new Error('later'))],
  ])('that %s is logged, and runs again', async (how, work) => {
    let rounds = 0;
    await new Promise<void>((resolve) => {
      tasks.every(how, 1, () => {
        if (++rounds === 3) resolve();
        return work();
      });
    });
    const told = lines.map((line) => JSON.parse(line) as { task: string; msg: string });
    const once = { task: how, msg: 'a periodic task failed' };
    expect(told.filter(({ task }) => task === how).slice(0, 2)).toMatchObject([once, once]);
  });
});
