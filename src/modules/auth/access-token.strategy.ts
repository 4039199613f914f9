import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import type { HumanPrincipal } from '../../common/access/principal.js';
import type { Sessions } from './sessions.service.js';

export const ACCESS_TOKEN_STRATEGY = 'access-token';

/** What SessionGuard hands to the strategy with each request. */
export interface AccessTokenOptions {
  readonly sessions: Sessions;
}

/**
 * Passport's strategy for access tokens, and for passwords that come with each request. Passport keeps strategies in one list for the whole process; this one holds nothing of the
 * program it belongs to, so that several programs in one process (tests run replicas so) do not answer for each other.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN_STRATEGY) {
  constructor() {
    super({ passOptionsToCallback: true });
  }

  validate(request: FastifyRequest, { sessions }: AccessTokenOptions): Promise<HumanPrincipal> {
    return sessions.principalOf(request.credential, { address: request.address, requestId: request.id });
  }
}
