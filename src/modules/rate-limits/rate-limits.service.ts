import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { AppConfig } from '../../config/app-config.js';
import type { RateLimitRule, RateLimitState } from './rate-limit.types.js';
import { rateLimited } from './rate-limits.errors.js';
import { COUNTERS, type CounterFactory } from './counters.js';

/** Counts in Redis when there is one, else in PostgreSQL, so that limits hold over all replicas. */
@Injectable()
export class RateLimitsService {
  private readonly counters = new Map<string, RateLimiterAbstract>();

  constructor(
    private readonly config: AppConfig,
    @Inject(COUNTERS) private readonly createCounter: CounterFactory,
  ) {}

  /**
   * Takes a point.
   *
   * @param key what is counted; only its digest is stored
   * @throws AppError rate_limited with Retry-After
   */
  async take(rule: RateLimitRule, key: string): Promise<RateLimitState> {
    try {
      return this.state(rule, await this.counter(rule).consume(digest(key)));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw rateLimited(this.state(rule, refusal));
      throw refusal;
    }
  }

  /**
   * Refuses when no point is left, without taking one.
   *
   * @throws AppError rate_limited with Retry-After
   */
  async requireRoom(rule: RateLimitRule, key: string): Promise<RateLimitState> {
    const limit = rule.points(this.config.settings);
    const counted = await this.counter(rule).get(digest(key));
    if (counted === null) return { rule, limit, remaining: limit, resetSeconds: rule.seconds };
    if (counted.consumedPoints >= limit) throw rateLimited(this.state(rule, counted));
    return this.state(rule, counted);
  }

  /** Gives all points back. */
  async forgive(rule: RateLimitRule, key: string): Promise<void> {
    await this.counter(rule).delete(digest(key));
  }

  private counter(rule: RateLimitRule): RateLimiterAbstract {
    let counter = this.counters.get(rule.name);
    if (!counter) {
      counter = this.createCounter({
        keyPrefix: rule.name,
        points: rule.points(this.config.settings),
        duration: rule.seconds,
      });
      this.counters.set(rule.name, counter);
    }
    return counter;
  }

  private state(rule: RateLimitRule, counted: RateLimiterRes): RateLimitState {
    return {
      rule,
      limit: rule.points(this.config.settings),
      remaining: Math.max(0, counted.remainingPoints),
      resetSeconds: Math.max(1, Math.ceil(counted.msBeforeNext / 1000)),
    };
  }
}

/** Keys hold names, addresses and platform ids, none of which a counter needs to know. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}
