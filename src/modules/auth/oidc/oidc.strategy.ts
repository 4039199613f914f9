import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { returnedQuery } from '../../../common/http/returned-query.js';
import type { OidcCookie } from './oidc-cookie.js';
import type { Arrival, OidcSignIn } from './oidc-sign-in.service.js';

export const OIDC_STRATEGY = 'oidc';

/** What OidcCallbackGuard hands to the strategy with each request. */
export interface OidcOptions {
  readonly signIns: OidcSignIn;
  readonly cookie: OidcCookie;
}

/**
 * Passport's strategy for browsers that come back from the provider. The one that openid-client brings keeps its state in an HTTP
 * session, which this program has none of. Like every strategy here it holds nothing of the program it belongs to.
 */
@Injectable()
export class OidcStrategy extends PassportStrategy(Strategy, OIDC_STRATEGY) {
  constructor() {
    super({ passOptionsToCallback: true });
  }

  validate(request: FastifyRequest, { signIns, cookie }: OidcOptions): Promise<Arrival> {
    return signIns.arrive(returnedQuery(request.url), cookie.read(request), request.id);
  }
}
