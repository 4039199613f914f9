import type { PlatformFailureKind } from '../../providers/index.js';
import { judgeFailure, judgeUse, judgeWait, type FailedExchange } from './credentials.rules.js';

describe('judgeUse', () => {
  const state = { status: 'active', fresh: true, usable: true, refreshable: true } as const;

  it.each([
    ['fresh', state, 'take'],
    ['about to expire', { ...state, fresh: false }, 'refresh'],
    ['expired', { ...state, fresh: false, usable: false }, 'refresh'],
    ['about to expire for good', { ...state, fresh: false, refreshable: false }, 'take'],
    ['expired for good', { ...state, fresh: false, usable: false, refreshable: false }, 'needs_reauth'],
    ['fresh while refreshing fails', { ...state, status: 'refresh_failing' }, 'take'],
    ['fresh while in doubt', { ...state, status: 'unknown' }, 'take'],
    ['refused by the platform', { ...state, status: 'needs_reauth' }, 'needs_reauth'],
    ['switched off', { ...state, status: 'disabled' }, 'disabled'],
  ] as const)('of one that is %s', (_, asked, use) => expect(judgeUse(asked)).toBe(use));
});

describe('judgeWait', () => {
  const state = { generation: 3, status: 'active', leased: false, retryIn: 0, refreshable: true } as const;

  it.each([
    ['nobody exchanges it', state, 'claim'],
    ['somebody does', { ...state, leased: true, retryIn: 4 }, 'poll'],
    ['it failed and must wait', { ...state, status: 'refresh_failing', retryIn: 4 }, 'over'],
    ['there is a newer pair', { ...state, generation: 4 }, 'over'],
    ['the platform refused', { ...state, status: 'needs_reauth' }, 'over'],
    ['it was switched off', { ...state, status: 'disabled' }, 'over'],
    ['it cannot be exchanged', { ...state, refreshable: false }, 'over'],
    ['it is gone', null, 'over'],
  ] as const)('while %s', (_, asked, wait) => expect(judgeWait(asked, 3)).toBe(wait));
});

describe('judgeFailure', () => {
  const failed: FailedExchange = {
    kind: 'transient',
    retryAfter: null,
    status: 'active',
    attempts: 0,
    orphaned: false,
    grace: 0,
  };
  const judge = (change: Partial<FailedExchange>, dice = 0): ReturnType<typeof judgeFailure> =>
    judgeFailure({ ...failed, ...change }, dice);

  it.each([
    ['dead', 'active', 'needs_reauth', 'grant_refused'],
    ['dead', 'refresh_failing', 'needs_reauth', 'grant_refused'],
    ['dead', 'unknown', 'needs_reauth', 'reply_lost'],
    ['config', 'active', 'active', null],
    ['config', 'unknown', 'unknown', null],
    ['config', 'refresh_failing', 'refresh_failing', null],
    ['throttled', 'active', 'refresh_failing', 'platform_throttles'],
    ['throttled', 'unknown', 'unknown', 'reply_lost'],
    ['transient', 'active', 'refresh_failing', 'platform_unavailable'],
    ['transient', 'refresh_failing', 'refresh_failing', 'platform_unavailable'],
    ['transient', 'unknown', 'unknown', 'reply_lost'],
    ['refused', 'active', 'refresh_failing', 'platform_refused'],
    ['lost', 'active', 'unknown', 'reply_lost'],
    ['lost', 'refresh_failing', 'unknown', 'reply_lost'],
    ['lost', 'unknown', 'unknown', 'reply_lost'],
  ] as const)('%s while %s: %s', (kind, status, next, reason) => {
    expect(judge({ kind, status })).toMatchObject({ status: next, reason });
  });

  it('knows a refusal after a process that died for what it may be', () => {
    expect(judge({ kind: 'dead', orphaned: true })).toEqual({
      status: 'needs_reauth',
      reason: 'reply_lost',
      retryIn: null,
    });
  });

  it('never ends a connection for anything but a refusal of its grant', () => {
    const kinds: PlatformFailureKind[] = ['config', 'throttled', 'transient', 'lost', 'refused'];
    for (const kind of kinds)
      for (const status of ['active', 'refresh_failing', 'unknown'] as const)
        for (const attempts of [0, 1, 50])
          expect(judge({ kind, status, attempts }, 0.99)).toMatchObject({
            status: expect.not.stringMatching('needs_reauth') as string,
            retryIn: expect.any(Number) as number,
          });
  });

  it.each([
    [0, 0, 2.5],
    [0, 1, 5],
    [1, 0, 5],
    [3, 1, 40],
    [8, 1, 900],
    [1_000_000, 1, 900],
  ])('waits after %d failures, with dice %d, %d seconds', (attempts, dice, seconds) => {
    expect(judge({ attempts }, dice).retryIn).toBe(seconds);
  });

  it('waits as long as the platform asks, within a day, and for a person who must mend something', () => {
    expect(judge({ kind: 'throttled', retryAfter: 300 }).retryIn).toBe(300);
    expect(judge({ kind: 'throttled', retryAfter: 1 }).retryIn).toBe(2.5);
    expect(judge({ kind: 'throttled', retryAfter: 1e9 }).retryIn).toBe(86_400);
    expect(judge({ kind: 'config' }).retryIn).toBe(60);
  });

  it.each([
    ['in a hurry, within a short grace', 10, 0, 3],
    ['in a hurry, within a short grace', 10, 1, 4],
    ['after a slow platform is done, with a long one', 60, 0, 30],
    ['after a slow platform is done, where the token is renewed without grace', 0, 1, 45],
    ['after a slow platform is done, where it is never renewed', null, 0, 30],
  ])('tries a lost one again %s', (_, grace, dice, seconds) => {
    expect(judge({ kind: 'lost', grace }, dice).retryIn).toBe(seconds);
  });
});
