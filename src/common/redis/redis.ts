import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { AppLogger } from '../logging/logger.js';

export const REDIS = Symbol('Redis');

/** A Redis that says nothing for so long is away, though its connection stands: it is ended, so that whoever comes next waits no more. */
const SILENCE_MS = 2_000;

/** Who waits already goes on without it: a while later, so that the next command of theirs finds the connection ended. */
const COMMAND_MS = 2_500;

/** The shared Redis client, or null when the program runs without one. Commands fail fast while Redis is away, or silent. */
export function connectRedis(url: string | null, logger: AppLogger): Redis | null {
  if (url === null) return null;
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: COMMAND_MS,
    socketTimeout: SILENCE_MS,
  });
  // Without a listener a lost connection would end the process; readiness reports it.
  redis.on('error', (error) => logger.warn({ err: error }, 'redis cannot be reached'));
  return redis;
}

/** Closes the client when the program stops. */
@Injectable()
export class RedisConnection implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis | null) {}

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
