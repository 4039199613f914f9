import { ROLES } from '../../common/access/permissions.js';
import { ADVERTISED } from '../../common/access/token-permissions.js';
import { decideExpiry, groupsOf, judgeRotation, missingFor, readScopes } from './api-token.rules.js';

describe('readScopes', () => {
  it('reads groups, in the order of the catalogue', () => {
    expect(readScopes({ passthrough: ['use'], accounts: ['manage', 'read'] })).toEqual({
      scopes: ['accounts:read', 'accounts:manage', 'passthrough:use'],
    });
  });

  it('is undone by groupsOf, for the whole catalogue', () => {
    const all = ADVERTISED.map(({ scope }) => scope);
    expect(readScopes(groupsOf(all))).toEqual({ scopes: all });
  });

  it.each([
    [{}, 'array_not_empty'],
    [{ nobody: ['read'] }, 'unknown_group'],
    [{ me: 'read' }, 'array_not_empty'],
    [{ me: [] }, 'array_not_empty'],
    [{ me: ['write'] }, 'unknown_permission'],
    [{ me: [['read']] }, 'unknown_permission'],
    [{ me: ['read', 'read'] }, 'array_unique'],
    [{ constructor: ['name'] }, 'unknown_group'],
  ])('refuses %j', (permissions, code) => {
    expect(readScopes(permissions)).toMatchObject({ problems: [{ code }] });
  });
});

describe('missingFor', () => {
  it.each([
    ['owner', ['members:manage', 'audit:read'], null],
    ['viewer', ['members:read', 'me:read', 'channels:read'], null],
    ['viewer', ['passthrough:use'], 'actor:use'],
    ['viewer', ['members:read', 'members:manage'], 'members:manage'],
    ['moderator', ['bot-connections:read', 'passthrough:use'], null],
    ['moderator', ['accounts:delete'], 'account:manage'],
  ] as const)('a %s carries %j', (role, scopes, missing) => {
    expect(missingFor(role, scopes)).toBe(missing);
  });

  it('is nothing for an owner', () => {
    expect(
      missingFor(
        ROLES[0],
        ADVERTISED.map(({ scope }) => scope),
      ),
    ).toBeNull();
  });
});

describe('decideExpiry', () => {
  const now = new Date('2026-11-20T00:00:00Z');
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000);

  it.each([
    ['never', null, null, { expiresAt: null }],
    ['never, where there is a limit', null, 30, { expiresAt: day(30) }],
    ['within the limit', day(30), 30, { expiresAt: day(30) }],
    ['behind the limit', day(31), 30, { refused: 'too_late' }],
    ['far, without a limit', day(10_000), null, { expiresAt: day(10_000) }],
    ['now', now, null, { refused: 'past' }],
    ['yesterday', day(-1), 30, { refused: 'past' }],
  ])('%s', (_, asked, days, verdict) => {
    expect(decideExpiry(asked, days, now)).toEqual(verdict);
  });
});

describe('judgeRotation', () => {
  it.each([
    ['the current secret', 3, 3, true, 'accepted'],
    ['the one before, in its overlap', 2, 3, true, 'accepted'],
    ['the one before, past its overlap', 2, 3, false, 'reuse'],
    ['one two generations old', 1, 3, true, 'reuse'],
    ['one two generations old that has ended', 1, 3, false, 'reuse'],
  ] as const)('%s', (_, presented, current, live, verdict) => {
    expect(judgeRotation(presented, current, live)).toBe(verdict);
  });
});
