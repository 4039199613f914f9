import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { REDIS } from '../../../common/redis/redis.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';

/** What may have changed: there may be more events, or the turn's row says something else. */
export type Signal = 'events' | 'state';
export type Listener = (signal: Signal) => void;

/** A signal may be lost (Redis promises nothing, and without it replicas do not hear each other), so listeners look again by themselves. */
const LOOK_AGAIN_MS = 500;

/** Wakes who follows a turn, on this replica at once, on others through Redis. */
@Injectable()
export class TurnSignals implements OnModuleInit, OnApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly runningHere = new Set<string>();
  private readonly hearing: Redis | null;

  constructor(
    @Inject(REDIS) private readonly redis: Redis | null,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
    private readonly tasks: PeriodicTasks,
  ) {
    this.hearing = redis?.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null }) ?? null;
    this.hearing?.on('error', (error) => this.logger.warn({ err: error }, 'redis cannot be reached'));
    this.hearing?.on('message', (channel: string, signal: string) => {
      this.wake(channel.slice(CHANNEL.length), signal === 'state' ? 'state' : 'events');
    });
  }

  onModuleInit(): void {
    this.tasks.every('look again at followed turns', LOOK_AGAIN_MS, () => {
      for (const turnId of this.listeners.keys()) if (!this.runningHere.has(turnId)) this.wake(turnId, 'state');
      return Promise.resolve();
    });
  }

  /** @returns how to stop listening */
  listen(turnId: string, listener: Listener): () => void {
    const known = this.listeners.get(turnId);
    if (known) known.add(listener);
    else {
      this.listeners.set(turnId, new Set([listener]));
      void this.hearing?.subscribe(CHANNEL + turnId).catch(ignored);
    }
    return () => this.forget(turnId, listener);
  }

  /** It runs on this replica, or does so no longer: its listeners here hear everything of it at once. */
  noteRunning(turnId: string, here: boolean): void {
    if (here) this.runningHere.add(turnId);
    else this.runningHere.delete(turnId);
  }

  tell(turnId: string, signal: Signal): void {
    this.wake(turnId, signal);
    void this.redis?.publish(CHANNEL + turnId, signal).catch(ignored);
  }

  onApplicationShutdown(): void {
    this.hearing?.disconnect();
  }

  private wake(turnId: string, signal: Signal): void {
    for (const listener of [...(this.listeners.get(turnId) ?? [])]) listener(signal);
  }

  private forget(turnId: string, listener: Listener): void {
    const known = this.listeners.get(turnId);
    known?.delete(listener);
    if (known?.size !== 0) return;
    this.listeners.delete(turnId);
    void this.hearing?.unsubscribe(CHANNEL + turnId).catch(ignored);
  }
}

const CHANNEL = 'cp:';

/** Redis is away, which its client tells; who listens looks again anyway. */
const ignored = (): void => undefined;
