import type { FastifyInstance } from 'fastify';
import type { AccessPolicy } from '../access/access.decorator.js';
import type { Actor } from '../access/actor.js';
import type { PresentedCredential } from '../access/credentials.rules.js';
import type { Membership } from '../access/caller.js';
import type { Principal } from '../access/principal.js';
import type { Seen } from '../access/seen.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the client, as it was when the request began: Fastify's `ip` is gone with the connection. */
    address: string;
    /** Set by DeclaredAccessGuard. */
    accessPolicy: AccessPolicy | null;
    /** Set by DeclaredAccessGuard. */
    credential: PresentedCredential | null;
    /** Set by the one guard that answers for the presented credential. */
    principal: Principal | null;
    /** Set with the principal of an API token: what later guards may rely on without asking again. */
    seen: Seen | null;
    /** Set by PermissionGuard: the account this request is about, and the caller's role there. */
    membership: Membership | null;
    /** Set by OnBehalfOfGuard: who acts on the platform. */
    actor: Actor | null;
    /** The bytes of the body, on routes that ask for them (see json-body.ts). */
    rawBody: Buffer | null;
    /** `code` of the problem that was answered, for the log line. */
    problemCode: string | null;
  }
}

/** In place of the address of somebody who left before anything was read. */
export const NO_ADDRESS = 'gone';

/** Declares the fields above up front, so that every request object has one shape. */
export function declareRequestState(fastify: FastifyInstance): void {
  fastify.decorateRequest('address', NO_ADDRESS);
  fastify.decorateRequest('accessPolicy', null);
  fastify.decorateRequest('credential', null);
  fastify.decorateRequest('principal', null);
  fastify.decorateRequest('seen', null);
  fastify.decorateRequest('membership', null);
  fastify.decorateRequest('actor', null);
  fastify.decorateRequest('rawBody', null);
  fastify.decorateRequest('problemCode', null);
}
