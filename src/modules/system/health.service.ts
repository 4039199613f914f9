import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS } from '../../common/redis/redis.js';
import { DatabaseHealth } from '../../database/database-health.js';
import type { HealthDto } from './dto/health.dto.js';
import { EventLoopWatch } from './event-loop-watch.js';

const DEADLINE_MS = 1_500;
const MAX_EVENT_LOOP_DELAY_MS = 1_000;
/** What was longer ago says nothing about now. */
const RECENT_MS = 10_000;

/** Whether this process can serve: database, migrations, Redis when set, and its own event loop. */
@Injectable()
export class HealthService implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly loop = new EventLoopWatch(RECENT_MS);
  private stopping = false;

  constructor(
    private readonly database: DatabaseHealth,
    @Inject(REDIS) private readonly redis: Redis | null,
  ) {}

  /** Not before: starting takes its time in one piece, which is no reason not to be asked afterwards. */
  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Balancers are told first, so that they stop sending before the last request is served. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  beforeApplicationShutdown(): void {
    this.loop.stop();
  }

  async check(): Promise<HealthDto> {
    const checks: Record<string, string> = {
      database: await answerOf(this.database.reachable()),
      migrations: await answerOf(this.database.migrated()),
      event_loop: this.loop.worstMs() > MAX_EVENT_LOOP_DELAY_MS ? 'blocked' : 'ok',
      ...(this.redis ? { redis: await answerOf(this.redis.ping()) } : {}),
      ...(this.stopping ? { process: 'stopping' } : {}),
    };
    const healthy = Object.values(checks).every((answer) => answer === 'ok');
    return { status: healthy ? 'ok' : 'unavailable', checks };
  }
}

/** `ok`, or one word: why something fails is for the log, not for whoever asks. */
async function answerOf(check: Promise<unknown>): Promise<string> {
  const timer = new AbortController();
  const deadline = delay(DEADLINE_MS, 'slow', { signal: timer.signal, ref: false }).catch(() => 'ok');
  const outcome = check.then(
    (answer) => (answer === false ? 'pending' : 'ok'),
    () => 'unreachable',
  );
  try {
    return await Promise.race([outcome, deadline]);
  } finally {
    timer.abort();
  }
}
