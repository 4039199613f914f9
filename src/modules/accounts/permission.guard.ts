import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { credentialsRejected, permissionMissing, systemAdminRequired } from '../../common/access/access.errors.js';
import type { Membership } from '../../common/access/caller.js';
import { roleGrants, type Permission } from '../../common/access/permissions.js';
import type { UserPrincipal } from '../../common/access/principal.js';
import type { Seen } from '../../common/access/seen.js';
import { isId } from '../../common/ids.rules.js';
import { whenKnown } from '../../common/when-known.js';
import { accountIdInvalid, accountNotFound } from './accounts.errors.js';
import { Memberships } from './memberships.js';
import { requestOf } from '../../common/http/request-of.js';

/** Answers for the policies `account` and `system_admin`, after a guard has said who calls. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly memberships: Memberships) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    const policy = request.accessPolicy;
    if (policy?.kind === 'system_admin') return requireSystemAdmin(request);
    if (policy?.kind !== 'account') return true;
    return this.requireMembership(request, accountIdOf(request, policy.from), policy.permission);
  }

  private requireMembership(
    request: FastifyRequest,
    asked: string | null,
    permission: Permission | null,
  ): boolean | Promise<boolean> {
    const { principal, seen } = request;
    if (principal?.kind !== 'human' && principal?.kind !== 'bot') throw credentialsRejected();
    return whenKnown(this.membershipOf(principal, withinToken(principal, asked), seen), (membership) => {
      // Somebody else's account looks like one that does not exist.
      if (!membership) throw accountNotFound();
      if (permission !== null && !roleGrants(membership.role, permission)) throw permissionMissing(permission);
      request.membership = membership;
      return true;
    });
  }

  /** One statement at most. A bot has no personal account, and acts only where its owner could. */
  private membershipOf(
    principal: UserPrincipal,
    accountId: string | null,
    seen: Seen | null,
  ): Membership | null | Promise<Membership | null> {
    if (principal.kind === 'bot' && accountId === null) return null;
    const ownerId = principal.kind === 'bot' ? principal.ownerId : null;
    return this.memberships.find({ userId: principal.userId, ownerId, accountId }, seen);
  }
}

/** A token that is bound to an account is about that one, and reaches no other. */
function withinToken({ token }: UserPrincipal, asked: string | null): string | null {
  const bound = token?.accountId ?? null;
  if (bound !== null && asked !== null && asked !== bound) throw accountNotFound();
  return asked ?? bound;
}

function requireSystemAdmin(request: FastifyRequest): boolean {
  if (request.principal?.kind !== 'human') throw credentialsRejected();
  if (!request.principal.isSystemAdmin) throw systemAdminRequired();
  return true;
}

/** null = the caller's personal account. Guards run before validation, so ids are checked here. */
function accountIdOf(request: FastifyRequest, from: 'path' | 'header'): string | null {
  if (from === 'path') return requireUuid((request.params as { readonly id?: string }).id ?? '', 'id');
  const header = request.headers['x-account-id'];
  return header === undefined ? null : requireUuid(String(header), 'X-Account-Id');
}

function requireUuid(text: string, path: string): string {
  if (!isId(text)) throw accountIdInvalid(path);
  return text.toLowerCase();
}
