import { decideLeak, MAX_LEAKS, readLeaks } from './token-leaks.rules.js';

describe('readLeaks', () => {
  it('keeps what is said of a secret without the secret', () => {
    const leak = { token: 'us_x', type: 'us_x', url: 'https://example.org/us_x?t=us_x', source: 'content', more: 1 };
    expect(readLeaks([leak])).toEqual({
      leaks: [{ token: 'us_x', type: '…', url: 'https://example.org/…?t=…', source: 'content' }],
    });
  });

  it.each([
    ['no list', {}],
    ['nothing', undefined],
    ['an empty list', []],
    ['too many', Array.from({ length: MAX_LEAKS + 1 }, () => ({ token: 'x' }))],
    ['a text', ['x']],
    ['null', [null]],
    ['a number for a token', [{ token: 1 }]],
  ])('refuses %s', (_, body) => {
    expect(readLeaks(body).problems?.length).toBeGreaterThan(0);
  });

  it('takes texts for what should be text, and drops the rest', () => {
    expect(readLeaks([{ token: '', url: 7, source: 'a'.repeat(5_000) }])).toEqual({
      leaks: [{ token: '', type: '', url: '', source: 'a'.repeat(2_000) }],
    });
  });
});

describe('decideLeak', () => {
  it.each([
    [true, true, 'revoke', 'revoked'],
    [true, true, 'flag', 'flagged'],
    [true, false, 'revoke', 'flagged'],
    [true, false, 'flag', 'flagged'],
    [false, true, 'revoke', 'none'],
  ] as const)('live %s, signed %s, policy %s: %s', (live, signed, policy, action) => {
    expect(decideLeak(live, signed, policy)).toBe(action);
  });
});
