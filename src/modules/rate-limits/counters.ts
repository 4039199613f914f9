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

/** A store that is away falls back to this process's memory: a limit that counts too little is better than an outage. */
export function counterFactory(dataSource: DataSource, redis: Redis | null): CounterFactory {
  return (options) => {
    const shared = { ...options, insuranceLimiter: new RateLimiterMemory(options) };
    if (redis) return new RateLimiterRedis({ ...shared, storeClient: redis, rejectIfRedisNotReady: true });
    return new RateLimiterPostgres({
      ...shared,
      storeClient: dataSource,
      storeType: 'typeorm',
      tableName: 'rate_limits',
      tableCreated: true,
      // Its own purge runs on a timer that nothing stops; RateLimitsRepository purges instead.
      clearExpiredByTimeout: false,
    });
  };
}
