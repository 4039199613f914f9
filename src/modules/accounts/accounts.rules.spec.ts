import { ROLES } from '../../common/access/permissions.js';
import { judgeMemberChange, judgeMemberDeletion, type MemberChange } from './accounts.rules.js';

const change: MemberChange = {
  callerRole: 'owner',
  self: false,
  from: 'viewer',
  to: 'admin',
  targetIsBot: false,
  personal: false,
  owners: 2,
};

describe('a change of a membership', () => {
  it.each<[string, Partial<MemberChange>, string]>([
    ['an owner promotes a viewer', {}, 'accepted'],
    ['an owner adds a stranger', { from: null, to: 'viewer' }, 'accepted'],
    ['an owner makes an owner', { to: 'owner' }, 'accepted'],
    ['an owner removes a member', { to: null }, 'accepted'],
    ['an owner removes a stranger', { from: null, to: null }, 'member_not_found'],
    ['an owner demotes another owner', { from: 'owner' }, 'accepted'],
    ['an owner makes a bot an owner', { to: 'owner', targetIsBot: true }, 'cannot_make_bot_owner'],
    ['an owner makes a bot an admin', { targetIsBot: true }, 'accepted'],
    ['one of two owners leaves', { self: true, from: 'owner', to: null }, 'accepted'],
    ['the last owner leaves', { self: true, from: 'owner', to: null, owners: 1 }, 'last_owner'],
    ['the last owner demotes themselves', { self: true, from: 'owner', owners: 1 }, 'last_owner'],
    ['the last owner stays owner', { self: true, from: 'owner', to: 'owner', owners: 1 }, 'accepted'],
    [
      'the person leaves the personal account',
      { self: true, from: 'owner', to: null, personal: true },
      'personal_account',
    ],
    ['the person is demoted in the personal account', { from: 'owner', personal: true }, 'personal_account'],
    [
      'the last owner leaves the personal account',
      { self: true, from: 'owner', to: null, personal: true, owners: 1 },
      'last_owner',
    ],
    ['an admin promotes a viewer', { callerRole: 'admin' }, 'accepted'],
    ['an admin makes an owner', { callerRole: 'admin', to: 'owner' }, 'owner_required'],
    ['an admin makes a bot an owner', { callerRole: 'admin', to: 'owner', targetIsBot: true }, 'cannot_make_bot_owner'],
    [
      'an admin makes themselves owner',
      { callerRole: 'admin', self: true, from: 'admin', to: 'owner' },
      'owner_required',
    ],
    ['an admin demotes an owner', { callerRole: 'admin', from: 'owner' }, 'owner_required'],
    ['an admin removes an owner', { callerRole: 'admin', from: 'owner', to: null }, 'owner_required'],
    ['an admin removes an admin', { callerRole: 'admin', from: 'admin', to: null }, 'accepted'],
    ['an admin demotes themselves', { callerRole: 'admin', self: true, from: 'admin', to: 'viewer' }, 'accepted'],
    ['a moderator removes a viewer', { callerRole: 'moderator', to: null }, 'permission_missing'],
    [
      'a moderator promotes themselves',
      { callerRole: 'moderator', self: true, from: 'moderator' },
      'permission_missing',
    ],
    ['a moderator leaves', { callerRole: 'moderator', self: true, from: 'moderator', to: null }, 'accepted'],
    ['a viewer leaves', { callerRole: 'viewer', self: true, to: null }, 'accepted'],
    ['a viewer adds a stranger', { callerRole: 'viewer', from: null, to: 'viewer' }, 'permission_missing'],
  ])('%s', (_what, difference, verdict) => {
    expect(judgeMemberChange({ ...change, ...difference })).toBe(verdict);
  });

  it('never gives a caller more than they hold, nor takes the last owner, whatever the roles', () => {
    const roles = [...ROLES, null];
    for (const callerRole of ROLES)
      for (const from of roles)
        for (const to of roles)
          for (const owners of [1, 2]) {
            const verdict = judgeMemberChange({ ...change, callerRole, from, to, owners });
            if (verdict !== 'accepted') continue;
            expect(callerRole).toMatch(/owner|admin/);
            if (from === 'owner' || to === 'owner') expect(callerRole).toBe('owner');
            if (from === 'owner' && to !== 'owner') expect(owners).toBe(2);
          }
  });
});

describe('the deletion of a person', () => {
  it.each([
    ['their personal account goes', { role: 'owner', personal: true, owners: 1, members: 3 }, 'account_deleted'],
    ['an account of theirs alone goes', { role: 'owner', personal: false, owners: 1, members: 1 }, 'account_deleted'],
    [
      'an account they share as only owner refuses',
      { role: 'owner', personal: false, owners: 1, members: 2 },
      'last_owner',
    ],
    [
      'an account with another owner stays',
      { role: 'owner', personal: false, owners: 2, members: 2 },
      'member_removed',
    ],
    [
      'an account they are a viewer of stays',
      { role: 'viewer', personal: false, owners: 1, members: 2 },
      'member_removed',
    ],
  ] as const)('%s', (_what, account, verdict) => {
    expect(judgeMemberDeletion(account)).toBe(verdict);
  });
});
