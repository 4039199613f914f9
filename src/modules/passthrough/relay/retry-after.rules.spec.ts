import { readPause, readRetryAfter } from './retry-after.rules.js';

const NOW = 1_763_600_000;

describe('readRetryAfter', () => {
  it.each([
    ['3', 3],
    ['0', 0],
    ['0.65', 0.65],
    ['Thu, 20 Nov 2025 00:53:20 GMT', 0],
    [new Date((NOW + 90) * 1000).toUTCString(), 90],
    ['-1', null],
    ['1e9', null],
    ['soon', null],
    ['1', 1],
    ['', null],
    ['99999999999', null],
  ])('%s', (value, seconds) => {
    expect(readRetryAfter(value, NOW)).toBe(seconds);
  });
});

describe('readPause', () => {
  it.each([
    ['twitch', 200, { 'retry-after': '3' }, null],
    ['twitch', 401, { 'retry-after': '3' }, null],
    ['twitch', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': String(NOW + 7) }, ['connection', 7]],
    ['twitch', 429, { 'ratelimit-remaining': '12', 'retry-after': '2' }, ['resource', 2]],
    ['twitch', 429, {}, ['resource', 1]],
    ['discord', 429, { 'retry-after': '0.3', 'x-ratelimit-global': 'true' }, ['connection', 0.3]],
    ['discord', 429, { 'retry-after': '9', 'x-ratelimit-scope': 'global' }, ['connection', 9]],
    ['discord', 429, { 'retry-after': '9', 'x-ratelimit-scope': 'user' }, ['resource', 9]],
    ['discord', 429, { 'x-ratelimit-reset-after': '1.5', 'x-ratelimit-scope': 'shared' }, ['resource', 1.5]],
    ['kick', 429, { 'retry-after': '5' }, ['connection', 5]],
    ['kick', 429, {}, ['connection', 1]],
    ['youtube', 429, { 'retry-after': '86400' }, ['connection', 3600]],
    ['youtube', 503, { 'retry-after': '5' }, ['resource', 5]],
    ['youtube', 503, {}, null],
  ] as const)('%s %i %j', (platform, status, headers, pause) => {
    const read = (name: string): string | undefined => (headers as Record<string, string>)[name];
    const expected = pause === null ? null : { scope: pause[0], seconds: pause[1] };
    expect(readPause(platform, status, read, NOW)).toEqual(expected);
  });
});
