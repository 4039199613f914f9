import type { AccessPolicy } from './access.decorator.js';
import type { UserPrincipal } from './principal.js';
import type { TokenPermission } from './token-permissions.js';

export type TokenVerdict =
  | { readonly kind: 'accepted' | 'token_not_allowed' | 'human_required' }
  | { readonly kind: 'scope_missing'; readonly scope: TokenPermission };

/** Does an API token open a route? By the policy of the matched handler alone, so that method and path count together. */
export function judgeTokenAccess(policy: AccessPolicy, principal: UserPrincipal): TokenVerdict {
  if (principal.kind === 'bot' && isForPeople(policy)) return { kind: 'human_required' };
  const needed = neededBy(policy);
  if (needed === undefined) return { kind: 'token_not_allowed' };
  if (needed === null || principal.token?.scopes.includes(needed)) return { kind: 'accepted' };
  return { kind: 'scope_missing', scope: needed };
}

const isForPeople = (policy: AccessPolicy): boolean =>
  policy.kind === 'system_admin' || (policy.kind === 'human' && !policy.bots);

/** undefined = no token opens it, null = every token does. */
export function neededBy(policy: AccessPolicy): TokenPermission | null | undefined {
  return policy.kind === 'human' || policy.kind === 'account' || policy.kind === 'api_token' ? policy.token : undefined;
}
