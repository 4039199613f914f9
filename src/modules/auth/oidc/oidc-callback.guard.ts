import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { signInExpired } from '../auth.errors.js';
import { OidcCookie } from './oidc-cookie.js';
import { OidcSignIn, type Arrival } from './oidc-sign-in.service.js';
import { OIDC_STRATEGY, type OidcOptions } from './oidc.strategy.js';

/** Who came back from the provider, or why not: people at a browser are told on a page, not in a problem document. */
export type Outcome = { readonly arrival: Arrival } | { readonly failure: unknown };

const OUTCOME = 'oidcOutcome';

/** Lets everybody through; what came of it is for the route to tell (`@OutcomeOf()`). */
@Injectable()
export class OidcCallbackGuard extends AuthGuard(OIDC_STRATEGY) {
  constructor(
    private readonly signIns: OidcSignIn,
    private readonly cookie: OidcCookie,
  ) {
    super();
  }

  override canActivate(context: ExecutionContext): Promise<boolean> {
    this.signIns.requireSetUp();
    return super.canActivate(context) as Promise<boolean>;
  }

  override getAuthenticateOptions(): OidcOptions & { readonly property: string; readonly session: false } {
    return { property: OUTCOME, session: false, signIns: this.signIns, cookie: this.cookie };
  }

  override handleRequest<T = Arrival>(error: unknown, arrival: T | false | null): T {
    const outcome = error || !arrival ? { failure: error || signInExpired() } : { arrival };
    return outcome as T;
  }
}

export const OutcomeOf = createParamDecorator((_data: unknown, context: ExecutionContext): Outcome => {
  const request = context.switchToHttp().getRequest<FastifyRequest & { readonly [OUTCOME]: Outcome }>();
  return request[OUTCOME];
});
