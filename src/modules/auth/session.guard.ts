import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import type { AccessPolicy } from '../../common/access/access.decorator.js';
import { credentialsRejected } from '../../common/access/access.errors.js';
import { requireTokenAccess } from '../../common/access/token-access.js';
import type { HumanPrincipal } from '../../common/access/principal.js';
import { ACCESS_TOKEN_STRATEGY, type AccessTokenOptions } from './access-token.strategy.js';
import { Sessions } from './sessions.service.js';
import { replyOf, requestOf } from '../../common/http/request-of.js';

const PEOPLES_POLICIES: ReadonlySet<AccessPolicy['kind']> = new Set(['human', 'system_admin', 'account']);

/** Answers for the routes of people: sets `request.principal` from the access token, or refuses. */
@Injectable()
export class SessionGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    if (request.accessPolicy === null || !PEOPLES_POLICIES.has(request.accessPolicy.kind)) return true;
    // Another guard knows this credential (API tokens): one request has one principal.
    if (request.principal !== null) return true;
    return this.identify(request, request.accessPolicy, context);
  }

  private async identify(request: FastifyRequest, policy: AccessPolicy, context: ExecutionContext): Promise<boolean> {
    // Passport's guard knows requests of HTTP alone; the one it marks is ours to read.
    const http = new ExecutionContextHost([request, replyOf(context)]);
    const known = await (super.canActivate(http) as Promise<boolean>);
    // Set by now. An API token that came as a password opens no more than it does by itself.
    const principal = request.principal as HumanPrincipal | null;
    if (principal?.token) requireTokenAccess(policy, principal);
    return known;
  }

  /** Passport puts the principal where our own guards look for it, instead of `request.user`. */
  override getAuthenticateOptions(): AccessTokenOptions & { readonly property: string; readonly session: false } {
    return { property: 'principal', session: false, sessions: this.sessions };
  }

  override handleRequest<P = HumanPrincipal>(error: unknown, principal: P | false | null): P {
    if (error instanceof Error) throw error;
    if (error) throw new Error('The access token could not be checked', { cause: error });
    if (!principal) throw credentialsRejected();
    return principal;
  }
}
