import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { AppConfig } from '../../../config/app-config.js';
import { platformBusy } from '../passthrough.errors.js';
import { LONGEST_TOLD_SECONDS, type Pause } from './retry-after.rules.js';

interface Room {
  running: number;
  /** When what may be called again, in milliseconds of `performance.now()`. The empty name is the whole connection. */
  readonly pauses: Map<string, number>;
}

/** Discord bans an address after 10,000 answers of 401, 403 or 429 in 10 minutes; no connection gets near that alone. */
const REFUSALS_PER_CONNECTION = 1_000;
const REFUSALS_WINDOW_MS = 600_000;

const MAX_PAUSES = 1_000;

const FORGET_EVERY_MS = 60_000;

/**
 * How much one connection may ask of its platform at once, and when it may again: all connections share this program's address, and a
 * platform that is annoyed bans the address. Kept per process; it is a courtesy, nothing depends on it.
 */
@Injectable()
export class ConnectionRoom implements OnModuleInit {
  private readonly rooms = new Map<string, Room>();
  private refusals = new Map<string, number>();
  private windowEnds = 0;

  constructor(
    private readonly config: AppConfig,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget pauses of connections', FORGET_EVERY_MS, () => Promise.resolve(this.forget()));
  }

  /**
   * @param resource method and path of the call
   * @returns how to leave
   * @throws AppError platform_busy with Retry-After
   */
  enter(connectionId: string, resource: string): () => void {
    const room = this.roomOf(connectionId);
    const now = performance.now();
    const until = Math.max(room.pauses.get('') ?? 0, room.pauses.get(resource) ?? 0);
    if (until > now) throw platformBusy(Math.min(LONGEST_TOLD_SECONDS, (until - now) / 1000));
    if (room.running >= this.config.settings.PLATFORM_CALLS_PER_CONNECTION) throw platformBusy(1);
    room.running++;
    return () => {
      room.running--;
      if (room.running === 0 && room.pauses.size === 0) this.rooms.delete(connectionId);
    };
  }

  /** The platform wants to be left alone. */
  pause(connectionId: string, resource: string, { scope, seconds }: Pause): void {
    const { pauses } = this.roomOf(connectionId);
    const now = performance.now();
    if (pauses.size >= MAX_PAUSES) for (const [name, until] of pauses) if (until <= now) pauses.delete(name);
    const name = scope === 'connection' || pauses.size >= MAX_PAUSES ? '' : resource;
    pauses.set(name, Math.max(pauses.get(name) ?? 0, now + seconds * 1000));
  }

  /** The platform answered 401, 403 or 429, which it counts against our address. */
  countRefusal(connectionId: string): void {
    const now = performance.now();
    if (now >= this.windowEnds) {
      this.windowEnds = now + REFUSALS_WINDOW_MS;
      this.refusals = new Map();
    }
    const count = (this.refusals.get(connectionId) ?? 0) + 1;
    this.refusals.set(connectionId, count);
    if (count < REFUSALS_PER_CONNECTION) return;
    this.pause(connectionId, '', { scope: 'connection', seconds: (this.windowEnds - now) / 1000 });
  }

  /** Pauses that are over, so that the memory of a busy day does not last. */
  private forget(): void {
    const now = performance.now();
    for (const [id, { running, pauses }] of this.rooms) {
      for (const [name, until] of pauses) if (until <= now) pauses.delete(name);
      if (running === 0 && pauses.size === 0) this.rooms.delete(id);
    }
  }

  private roomOf(connectionId: string): Room {
    let room = this.rooms.get(connectionId);
    if (!room) {
      room = { running: 0, pauses: new Map() };
      this.rooms.set(connectionId, room);
    }
    return room;
  }
}
