import { readRetryAfter } from './upstream-failures.js';

describe('the time an upstream asks for', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');

  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Fri, 20 Nov 2026 10:00:05 GMT' }, 5_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-1' }, 0],
    [{ 'retry-after': '2', 'retry-after-ms': '1500' }, 1_500],
    [{ 'retry-after': '2', 'retry-after-ms': '' }, 2_000],
  ])('in %j is %p ms', (headers, expected) => {
    expect(readRetryAfter(headers, now)).toBe(expected);
  });
});
