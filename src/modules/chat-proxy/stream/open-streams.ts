import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SseWriter } from '../../../common/http/sse-writer.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { AppConfig } from '../../../config/app-config.js';
import { ServiceKeyCheck } from '../../bot-tokens/index.js';
import { ChatPeople, type Permission } from '../chat-people.service.js';
import { chatUnavailable, tooManyStreams } from '../chat.errors.js';
import { Replica } from '../replica.js';

/** `draining`: without `finish`, so that the client comes back, elsewhere. `forbidden`: with one, as it may not come back. */
export type Leaving = 'draining' | 'forbidden';

/** Somebody follows a turn. */
export interface OpenStream {
  readonly permission: Permission;
  /** The key that the request came with; null when none was needed. */
  readonly secret: string | null;
  readonly writer: SseWriter;
  /** Ends it at the next boundary between two events. */
  readonly leave: (why: Leaving) => void;
}

const STREAMS_PER_USER = 50;
const TURN_OF_WHEEL_MS = 1_000;
const LOOK_AT_PERMISSIONS_MS = 2_000;

/** Every stream of this replica: how many there are, who is silent, and who may no longer listen. */
@Injectable()
export class OpenStreams implements OnModuleInit {
  private readonly streams = new Set<OpenStream>();
  private readonly perUser = new Map<string, number>();

  constructor(
    private readonly people: ChatPeople,
    private readonly keys: ServiceKeyCheck,
    private readonly config: AppConfig,
    private readonly tasks: PeriodicTasks,
    private readonly replica: Replica,
  ) {}

  onModuleInit(): void {
    this.tasks.every('turn the wheel of streams', TURN_OF_WHEEL_MS, () => {
      this.turnWheel();
      return Promise.resolve();
    });
    this.tasks.every('end streams that nobody may follow', LOOK_AT_PERMISSIONS_MS, () => this.endForbidden());
  }

  /** @throws AppError chat_too_many_streams, chat_unavailable */
  requireRoom(userId: string): void {
    if (this.replica.stopping) throw chatUnavailable();
    if ((this.perUser.get(userId) ?? 0) >= STREAMS_PER_USER) throw tooManyStreams();
    if (this.streams.size >= this.config.settings.CHAT_MAX_STREAMS) throw chatUnavailable();
  }

  add(stream: OpenStream): void {
    const { userId } = stream.permission;
    this.streams.add(stream);
    this.perUser.set(userId, (this.perUser.get(userId) ?? 0) + 1);
    void stream.writer.whenClosed.then(() => this.remove(stream));
  }

  /** The program stops: every client shall come back elsewhere. */
  leaveAll(): void {
    for (const stream of this.streams) stream.leave('draining');
  }

  get count(): number {
    return this.streams.size;
  }

  private remove(stream: OpenStream): void {
    const { userId } = stream.permission;
    if (!this.streams.delete(stream)) return;
    const left = (this.perUser.get(userId) ?? 1) - 1;
    if (left > 0) this.perUser.set(userId, left);
    else this.perUser.delete(userId);
  }

  private turnWheel(): void {
    const keepAliveMs = this.config.settings.CHAT_KEEPALIVE_SECONDS * 1_000;
    // The wheel turns once a second, so a little early rather than late.
    for (const { writer } of this.streams) writer.keepAlive(keepAliveMs - TURN_OF_WHEEL_MS);
  }

  /** All streams of a key are asked for together: checking it once for each held everything up by 20 ms for 300 of them. */
  private async endForbidden(): Promise<void> {
    const live = new Map<string, Promise<boolean>>();
    const verdicts = [...this.streams].map(async (stream) => {
      if (!(await this.mayFollow(stream, live))) stream.leave('forbidden');
    });
    await Promise.all(verdicts);
  }

  /**
   * Unlinked, disabled, revoked, expired or rotated: whatever ends a permission ends the stream.
   *
   * @param live what this round knows of keys
   */
  private async mayFollow({ permission, secret }: OpenStream, live: Map<string, Promise<boolean>>): Promise<boolean> {
    if (secret !== null) {
      const known = live.get(secret) ?? this.keys.identify(secret).then((service) => service !== null);
      live.set(secret, known);
      if (!(await known)) return false;
    }
    return this.people.permits(permission);
  }
}
