import type { FastifyRequest } from 'fastify';
import type { Environment } from '../../config/env.js';

/** So many points in so many seconds, counted for each value of `by`. */
export interface RateLimitRule {
  /** Shown in the RateLimit headers; also the prefix of the stored counter. */
  readonly name: string;
  readonly points: (settings: Environment) => number;
  readonly seconds: number;
}

/** A rule that a route applies to every request, before its body is validated. null = this request is not counted. */
export interface RouteLimit extends RateLimitRule {
  readonly by: (request: FastifyRequest) => string | null;
  /** `failures`: the route only looks whether room is left; what it does takes the points. */
  readonly counts?: 'requests' | 'failures';
}

export interface RateLimitState {
  readonly rule: RateLimitRule;
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}
