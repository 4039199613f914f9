import type { AccessPolicy } from './access.decorator.js';
import { humanRequired, scopeMissing, tokenNotAllowed } from './access.errors.js';
import type { UserPrincipal } from './principal.js';
import { judgeTokenAccess } from './token-access.rules.js';

/**
 * Lets an API token in where its permissions open the route, however it was sent.
 *
 * @throws AppError human_required, token_not_allowed, scope_missing
 */
export function requireTokenAccess(policy: AccessPolicy, principal: UserPrincipal): void {
  const verdict = judgeTokenAccess(policy, principal);
  if (verdict.kind === 'human_required') throw humanRequired();
  if (verdict.kind === 'token_not_allowed') throw tokenNotAllowed();
  if (verdict.kind === 'scope_missing') throw scopeMissing(verdict.scope);
}
