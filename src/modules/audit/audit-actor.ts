import type { Caller } from '../../common/access/caller.js';
import type { Principal } from '../../common/access/principal.js';
import type { AuditActor } from './audit.types.js';

/** The caller of a request, as the audit names it. */
export function actorOf(caller: Caller<Principal | null>): AuditActor {
  const { principal, requestId } = caller;
  if (principal === null) return { kind: 'anonymous', id: null, name: null, requestId };
  if (principal.kind === 'service' || principal.kind === 'worker') {
    return { kind: principal.kind, id: principal.keyId, name: principal.name, tokenId: principal.keyId, requestId };
  }
  const tokenId = principal.token?.tokenId ?? (principal.kind === 'human' ? principal.loginId : null);
  return { kind: principal.kind, id: principal.userId, name: principal.username, tokenId, requestId };
}
