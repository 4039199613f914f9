import { applyDecorators, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RouteNote } from '../../common/access/route-note.js';
import { replyOf, requestOf } from '../../common/http/request-of.js';
import { RATE_LIMITED_EXTENSION } from '../../common/http/openapi-extensions.js';
import type { RateLimitState, RouteLimit } from './rate-limit.types.js';
import { rateLimitHeaders } from './rate-limit-headers.rules.js';
import { RateLimitsService } from './rate-limits.service.js';

const ROUTE_LIMITS = Symbol('rate limits of a route');

/** Limits a route; every answer of it then carries `RateLimit` and `RateLimit-Policy`. */
export const RateLimited = (...limits: readonly RouteLimit[]): MethodDecorator =>
  applyDecorators(SetMetadata(ROUTE_LIMITS, limits), ApiExtension(RATE_LIMITED_EXTENSION, true));

/** Last of the guards, so that only callers who may call are counted. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly limited = new RouteNote<readonly RouteLimit[]>(ROUTE_LIMITS);

  constructor(private readonly limits: RateLimitsService) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const limits = this.limited.of(context);
    if (!limits) return true;
    return this.count(limits, requestOf(context), replyOf(context));
  }

  private async count(limits: readonly RouteLimit[], request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const states: RateLimitState[] = [];
    for (const limit of limits) {
      const key = limit.by(request);
      if (key !== null) states.push(await this.stateOf(limit, key));
    }
    if (states.length > 0) reply.headers(rateLimitHeaders(states));
    return true;
  }

  private stateOf(limit: RouteLimit, key: string): Promise<RateLimitState> {
    return limit.counts === 'failures' ? this.limits.requireRoom(limit, key) : this.limits.take(limit, key);
  }
}
