import { setTimeout as pause } from 'node:timers/promises';
import { EventLoopWatch } from './event-loop-watch.js';

const BLOCKED_MS = 600;

function block(): void {
  const end = performance.now() + BLOCKED_MS;
  while (performance.now() < end);
}

describe('the watch over the event loop', () => {
  it('tells of a block that is just over, however often it is asked', () => {
    const watch = new EventLoopWatch(60_000);
    watch.start();
    block();
    expect(watch.worstMs()).toBeGreaterThan(BLOCKED_MS / 2);
    expect(watch.worstMs()).toBeGreaterThan(BLOCKED_MS / 2);
    watch.stop();
  });

  it('has forgotten it after a while, also when nobody asked meanwhile', async () => {
    const watch = new EventLoopWatch(1_000);
    watch.start();
    block();
    while (watch.worstMs() > BLOCKED_MS / 2) await pause(50);
    block();
    await pause(2_000);
    expect(watch.worstMs()).toBeLessThan(BLOCKED_MS);
    watch.stop();
  });

  it('keeps no process alive', () => {
    const before = process.getActiveResourcesInfo().length;
    const watch = new EventLoopWatch(1_000);
    watch.start();
    expect(process.getActiveResourcesInfo()).toHaveLength(before);
    watch.stop();
  });
});
