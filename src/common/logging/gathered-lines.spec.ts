import { closeSync, existsSync, openSync } from 'node:fs';
import { GatheredLines } from './gathered-lines.js';
import { linesTo } from './logger.js';

describe('lines that are gathered', () => {
  const written: Buffer[] = [];
  const lines = new GatheredLines({ write: (bytes) => written.push(bytes), flush: (done) => done?.() });
  const text = (): string => Buffer.concat(written).toString('utf8');
  beforeEach(() => written.splice(0));

  it('come out together, in order, when the logger flushes', async () => {
    lines.write('one\n');
    lines.write('zwei …\n');
    expect(written).toEqual([]);
    await new Promise<void>((done) => lines.flush(() => done()));
    expect(written).toHaveLength(1);
    expect(text()).toBe('one\nzwei …\n');
  });

  it('are never cut, lost or put before others, however long they are', () => {
    const sent = [3, 16_000, 40_000, 5, 9_000, 9_000, 1].map((length, i) => `${i}${'…x'.repeat(length)}\n`);
    for (const line of sent) lines.write(line);
    lines.flush();
    expect(text()).toBe(sent.join(''));
    expect(written.every((bytes) => bytes.at(-1) === 10)).toBe(true);
  });

  it('are kept as they were while the output still holds them', () => {
    lines.write('first\n');
    lines.flush();
    lines.write('second\n');
    lines.flush();
    expect(text()).toBe('first\nsecond\n');
  });
});

const FULL = '/dev/full';
const hasFull = existsSync(FULL);
if (!hasFull) process.stderr.write(`skipped: an output that takes nothing (there is no ${FULL})\n`);

(hasFull ? describe : describe.skip)('an output that takes nothing', () => {
  it('ends nothing, and keeps little', () => {
    const descriptor = openSync(FULL, 'w');
    const lines = linesTo(descriptor);
    const before = process.memoryUsage().arrayBuffers;
    for (let line = 0; line < 20_000; line++) {
      lines.write(`${'x'.repeat(10_000)}\n`);
      lines.flush();
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
    closeSync(descriptor);
  });
});
