import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from './permissions.js';
import type { HumanPrincipal, Principal, ServicePrincipal, UserPrincipal } from './principal.js';
import { requestOf } from '../http/request-of.js';

/** The caller of a request, for services and for the audit. */
export interface Caller<P extends Principal | null = Principal> {
  readonly principal: P;
  readonly requestId: string;
}

/** The caller's place in the account that a request is about. */
export interface Membership {
  readonly accountId: string;
  readonly role: Role;
  /** The person whose personal account this is, or null. */
  readonly personalOf: string | null;
}

export type HumanCaller = Caller<HumanPrincipal>;
/** A person or a bot. */
export type UserCaller = Caller<UserPrincipal>;
export type ServiceCaller = Caller<ServicePrincipal>;

/** The caller of this request; its principal is of the kind that the route's access policy admits. */
export const CallerOf = createParamDecorator((_data: unknown, context: ExecutionContext): Caller<Principal | null> =>
  callerOf(requestOf(context)),
);

export function callerOf({ principal, id }: FastifyRequest): Caller<Principal | null> {
  return { principal, requestId: id };
}

/** The account this request is about, and the caller's role in it, as the permission guard found them. */
export const MembershipOf = createParamDecorator((_data: unknown, context: ExecutionContext): Membership => {
  const { membership } = requestOf(context);
  if (!membership) throw new Error('The route has no account policy');
  return membership;
});
