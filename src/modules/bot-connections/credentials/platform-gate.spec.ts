import { PlatformGate, SLOTS } from './platform-gate.js';

describe('PlatformGate', () => {
  let time = 0;
  const gate = (): PlatformGate => new PlatformGate(() => time);
  const fail = (one: PlatformGate, times: number): void => Array.from({ length: times }).forEach(() => one.failed());

  it('lets in four at once, and the next when one leaves', async () => {
    const one = gate();
    for (let number = 0; number < SLOTS; number++) expect(await one.enter()).toBe(true);
    expect(one.free).toBe(0);
    const waiting = one.enter();
    one.leave();
    expect(await waiting).toBe(true);
  });

  it('leaves a platform alone that failed five times in a row, also those who wait already', async () => {
    const one = gate();
    for (let number = 0; number < SLOTS; number++) await one.enter();
    const waiting = one.enter();
    fail(one, 5);
    one.leave();
    expect([await waiting, await one.enter(), one.free, one.isClosed]).toEqual([false, false, 0, true]);
  });

  it('is not closed by failures between which the platform answers', async () => {
    const one = gate();
    fail(one, 4);
    one.answered();
    fail(one, 4);
    expect(await one.enter()).toBe(true);
  });

  it('lets one look after a while, and everybody once that one was answered', async () => {
    const one = gate();
    fail(one, 5);
    time += 15_000;
    expect([one.isClosed, one.free, await one.enter(), await one.enter()]).toEqual([false, 1, true, false]);
    one.answered();
    expect(await one.enter()).toBe(true);
  });

  it('waits again when the one who looked found nobody', async () => {
    const one = gate();
    fail(one, 5);
    time += 15_000;
    await one.enter();
    one.failed();
    one.leave();
    expect(await one.enter()).toBe(false);
  });
});
