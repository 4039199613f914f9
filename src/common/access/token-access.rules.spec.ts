import type { AccessPolicy } from './access.decorator.js';
import { lowerRole, PERMISSIONS, roleGrants, ROLES } from './permissions.js';
import type { BotPrincipal, HumanPrincipal, TokenGrant } from './principal.js';
import { judgeTokenAccess } from './token-access.rules.js';
import type { TokenPermission } from './token-permissions.js';

const grant = (...scopes: TokenPermission[]): TokenGrant => ({
  tokenId: 't',
  title: 't',
  scopes,
  accountId: null,
  passthroughRules: null,
  generation: 1,
  prefix: 'us_',
  createdAt: new Date(0),
  expiresAt: null,
});
const human = (...scopes: TokenPermission[]): HumanPrincipal => ({
  kind: 'human',
  userId: 'u',
  username: 'ada',
  isSystemAdmin: false,
  loginId: null,
  token: grant(...scopes),
});
const bot = (...scopes: TokenPermission[]): BotPrincipal => ({
  kind: 'bot',
  userId: 'b',
  username: 'bot-x',
  ownerId: 'u',
  ownerUsername: 'ada',
  token: grant(...scopes),
});

const people: AccessPolicy = { kind: 'human', token: 'links:read' };
const everybody: AccessPolicy = { kind: 'human', token: 'me:read', bots: true };
const account: AccessPolicy = { kind: 'account', permission: 'audit:read', from: 'header', token: 'audit:read' };

describe('judgeTokenAccess', () => {
  it.each([
    ['a closed route, a person', { kind: 'human' }, human('me:read'), { kind: 'token_not_allowed' }],
    ['a closed route, a bot', { kind: 'human' }, bot('me:read'), { kind: 'human_required' }],
    ['an admin route, a person', { kind: 'system_admin' }, human('me:read'), { kind: 'token_not_allowed' }],
    ['an admin route, a bot', { kind: 'system_admin' }, bot('me:read'), { kind: 'human_required' }],
    ['a route of people, a person', people, human('links:read'), { kind: 'accepted' }],
    ['a route of people, a bot', people, bot('links:read'), { kind: 'human_required' }],
    ['a route of everybody, a bot', everybody, bot('me:read'), { kind: 'accepted' }],
    ['another permission', everybody, bot('users:read'), { kind: 'scope_missing', scope: 'me:read' }],
    ['a route of accounts', account, bot('audit:read'), { kind: 'accepted' }],
    [
      'a route of accounts, another permission',
      account,
      human('me:read'),
      { kind: 'scope_missing', scope: 'audit:read' },
    ],
    ['a route of every token', { kind: 'api_token', token: null }, bot('me:read'), { kind: 'accepted' }],
    [
      'a route of tokens with a permission',
      { kind: 'api_token', token: 'tokens:rotate-self' },
      human('me:read'),
      { kind: 'scope_missing', scope: 'tokens:rotate-self' },
    ],
    ['a public route', { kind: 'public' }, human('me:read'), { kind: 'token_not_allowed' }],
  ] as const)('%s', (_, policy, principal, verdict) => {
    expect(judgeTokenAccess(policy, principal)).toEqual(verdict);
  });
});

describe('lowerRole', () => {
  it('may do exactly what both roles may', () => {
    for (const one of ROLES) {
      for (const other of ROLES) {
        const lower = lowerRole(one, other);
        for (const permission of PERMISSIONS) {
          const both = roleGrants(one, permission) && roleGrants(other, permission);
          expect([one, other, permission, roleGrants(lower, permission)]).toEqual([one, other, permission, both]);
        }
      }
    }
  });
});
