import { homeNamed, judgeRevocation, LAST_ATTEMPT } from './revocations.rules.js';

describe('judgeRevocation', () => {
  it.each([
    [null, 1, 'revoked'],
    ['dead', 1, 'revoked'],
    ['refused', 1, 'refused'],
    ['lost', 1, null],
    ['transient', LAST_ATTEMPT - 1, null],
    ['transient', LAST_ATTEMPT, 'given_up'],
    ['config', 1, null],
    ['throttled', LAST_ATTEMPT + 1, 'given_up'],
  ] as const)('of %s at attempt %d: %s', (failure, attempts, end) => {
    expect(judgeRevocation({ failure, attempts })).toBe(end);
  });
});

describe('homeNamed', () => {
  it('reads what the trigger writes', () => {
    expect(homeNamed('bot_connections/a/b')).toEqual({ table: 'bot_connections', id: 'a', accountId: 'b' });
  });

  it.each(['', 'users/a/b', 'bot_connections/a', 'bot_connections/a/b/c'])('does not read %j', (text) => {
    expect(homeNamed(text)).toBeNull();
  });
});
