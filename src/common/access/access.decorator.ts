import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { ACCESS_EXTENSION } from '../http/openapi-extensions.js';
import type { Permission } from './permissions.js';
import type { ServiceScope } from './principal.js';

/**
 * Who may call a route. `account` takes the account from the path parameter `id`, or from `X-Account-Id` (else the caller's personal
 * account). A route without a policy is refused.
 */
export type AccessPolicy =
  | { readonly kind: 'public' }
  | { readonly kind: 'service'; readonly scope: ServiceScope }
  | { readonly kind: 'human' }
  | { readonly kind: 'system_admin' }
  | { readonly kind: 'account'; readonly permission: Permission | null; readonly from: 'path' | 'header' };

export const ACCESS_POLICY = Symbol('access policy');

const SECURITY: Record<Exclude<AccessPolicy['kind'], 'public'>, string> = {
  service: 'service-key',
  human: 'access-token',
  system_admin: 'access-token',
  account: 'access-token',
};

/** Declares a route's access policy, for the guards and for the OpenAPI document at once. */
export function Access(policy: AccessPolicy): MethodDecorator {
  const declared = [SetMetadata(ACCESS_POLICY, Object.freeze(policy)), ApiExtension(ACCESS_EXTENSION, { ...policy })];
  if (policy.kind !== 'public') declared.push(ApiSecurity(SECURITY[policy.kind]));
  return applyDecorators(...declared);
}
