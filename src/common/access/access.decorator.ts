import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { ACCESS_EXTENSION } from '../http/openapi-extensions.js';
import type { Permission } from './permissions.js';
import type { ServiceScope } from './principal.js';
import type { TokenPermission } from './token-permissions.js';

/**
 * Who may call a route. `account` takes the account from the path parameter `id`, or from `X-Account-Id` (else the caller's personal
 * account). `token` is what an API token needs to be let in; without it the route is closed for tokens. `bots` opens a route of people
 * to the tokens of bots, `api_token` is for tokens alone, `worker` for system keys alone. A route without a policy is refused.
 */
export type AccessPolicy =
  | { readonly kind: 'public' }
  | { readonly kind: 'service'; readonly scope: ServiceScope }
  | { readonly kind: 'worker' }
  | { readonly kind: 'human'; readonly token?: TokenPermission; readonly bots?: true }
  | { readonly kind: 'api_token'; readonly token: TokenPermission | null }
  | { readonly kind: 'system_admin' }
  | {
      readonly kind: 'account';
      readonly permission: Permission | null;
      readonly from: 'path' | 'header';
      readonly token?: TokenPermission;
    };

export const ACCESS_POLICY = Symbol('access policy');

const SECURITY: Record<Exclude<AccessPolicy['kind'], 'public'>, string> = {
  service: 'service-key',
  worker: 'system-key',
  human: 'access-token',
  system_admin: 'access-token',
  account: 'access-token',
  api_token: 'api-token',
};

/** Declares a route's access policy, for the guards and for the OpenAPI document at once. */
export function Access(policy: AccessPolicy): MethodDecorator {
  const declared = [SetMetadata(ACCESS_POLICY, Object.freeze(policy)), ApiExtension(ACCESS_EXTENSION, { ...policy })];
  if (policy.kind !== 'public') declared.push(ApiSecurity(SECURITY[policy.kind]));
  if (policy.kind !== 'api_token' && 'token' in policy) declared.push(ApiSecurity(SECURITY.api_token));
  return applyDecorators(...declared);
}
