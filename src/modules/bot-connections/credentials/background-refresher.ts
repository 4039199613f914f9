import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { KEY_RING, type KeyRing } from '../../../common/crypto/key-ring.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { PlatformFlags } from '../../providers/index.js';
import { GLOBAL_ACCOUNT } from '../connection.types.js';
import { CredentialExchange } from './credential-exchange.js';
import { CredentialsRepository } from './credentials.repository.js';
import type { CredentialRow } from './credentials.types.js';

/** What a dead process left behind is found this soon: its lease (4 s), this pause and the exchange fit into a grace of ten seconds. */
const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 50;

/** Seconds. How long a connection that may not be used is left alone. */
const STOPPED_SECONDS = 60;

/** Refreshes credentials before anybody misses them, and tries again what failed. */
@Injectable()
export class BackgroundRefresher implements OnModuleInit, BeforeApplicationShutdown {
  private readonly rounds = new Map<BotPlatform, Promise<void>>();

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly exchange: CredentialExchange,
    private readonly flags: PlatformFlags,
    private readonly tasks: PeriodicTasks,
    @Inject(KEY_RING) private readonly ring: KeyRing,
  ) {}

  onModuleInit(): void {
    this.tasks.every('refresh credentials', LOOK_EVERY_MS, () => this.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.rounds.values());
  }

  /** Starts a round of each platform that has something due. One that is slow delays its own connections only. */
  private async look(): Promise<void> {
    const busy = BOT_PLATFORMS.filter((platform) => this.rounds.has(platform) || this.freePlaces(platform) === 0);
    const due = await this.credentials.findDue([...this.ring.keys.keys()], busy, AT_ONCE);
    for (const platform of BOT_PLATFORMS) {
      const rows = due.filter((row) => row.platform === platform);
      if (rows.length > 0) this.begin(platform, rows);
    }
  }

  private begin(platform: BotPlatform, rows: readonly CredentialRow[]): void {
    const waiting = [...rows];
    const workers = Array.from({ length: this.freePlaces(platform) }, () => this.work(waiting));
    const round = Promise.allSettled(workers).then(() => void this.rounds.delete(platform));
    this.rounds.set(platform, round);
  }

  private async work(waiting: CredentialRow[]): Promise<void> {
    for (let row = waiting.shift(); row && this.freePlaces(row.platform) > 0; row = waiting.shift()) {
      const kind = row.table === 'bot_connections' ? 'bot' : 'channel';
      const accountId = row.accountId === GLOBAL_ACCOUNT ? null : row.accountId;
      const judgement = await this.flags.judge(row.platform, kind, accountId);
      if (judgement === 'stopped') await this.credentials.postpone(row, row.generation, STOPPED_SECONDS);
      else await this.exchange.attempt(row);
    }
  }

  private freePlaces(platform: BotPlatform): number {
    return this.exchange.gateOf(platform).free;
  }
}
