import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';

export interface CounterOptions {
  readonly keyPrefix: string;
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}

export type CounterFactory = (options: CounterOptions) => RateLimiterAbstract;

export const COUNTERS = Symbol('rate limit counters');

/**
 * A Redis that is away falls back to this process's memory: a limit that counts too little is better than an outage. Without
 * PostgreSQL there is an outage anyway, so that its counters fail with it, before the request waits for it a second time.
 */
export function counterFactory(dataSource: DataSource, redis: Redis | null): CounterFactory {
  return (options) => {
    if (redis) {
      const insuranceLimiter = new RateLimiterMemory(options);
      return new RateLimiterRedis({ ...options, insuranceLimiter, storeClient: redis, rejectIfRedisNotReady: true });
    }
    return new RateLimiterPostgres({
      ...options,
      storeClient: dataSource,
      storeType: 'typeorm',
      tableName: 'rate_limits',
      tableCreated: true,
      // Its own purge runs on a timer that nothing stops; RateLimitsRepository purges instead.
      clearExpiredByTimeout: false,
    });
  };
}
