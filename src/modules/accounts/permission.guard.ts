import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { credentialsRejected, permissionMissing, systemAdminRequired } from '../../common/access/access.errors.js';
import { roleGrants, type Permission } from '../../common/access/permissions.js';
import { accountIdInvalid, accountNotFound } from './accounts.errors.js';
import { AccountsRepository } from './accounts.repository.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Answers for the policies `account` and `system_admin`, after a guard has said who calls. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly accounts: AccountsRepository) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const policy = request.accessPolicy;
    if (policy?.kind === 'system_admin') return requireSystemAdmin(request);
    if (policy?.kind !== 'account') return true;
    return this.requireMembership(request, accountIdOf(request, policy.from), policy.permission);
  }

  private async requireMembership(
    request: FastifyRequest,
    accountId: string | null,
    permission: Permission | null,
  ): Promise<boolean> {
    if (request.principal?.kind !== 'human') throw credentialsRejected();
    const membership = await this.accounts.findMembership(request.principal.userId, accountId);
    // Somebody else's account looks like one that does not exist.
    if (!membership) throw accountNotFound();
    if (permission !== null && !roleGrants(membership.role, permission)) throw permissionMissing(permission);
    request.membership = membership;
    return true;
  }
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
  if (!UUID.test(text)) throw accountIdInvalid(path);
  return text.toLowerCase();
}
