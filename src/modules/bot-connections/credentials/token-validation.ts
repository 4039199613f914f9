import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { UnsealError } from '../../../common/crypto/sealed-box.js';
import type { BotPlatform } from '../../../common/platforms.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { CredentialSeal } from '../credential-seal.js';
import { CredentialExchange } from './credential-exchange.js';
import { CREDENTIAL_TABLES } from './credential-sql.rules.js';
import { PlatformRequests } from './platform-requests.js';
import { ValidationsRepository, type DueValidation } from './validations.repository.js';

/** Twitch demands it (dev.twitch.tv, "Validating tokens": at start and hourly), and audits it. */
const VALIDATED: readonly BotPlatform[] = ['twitch'];

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 40;
const WORKERS = 4;

/** A token that another replica validated that shortly before this program started needs no second time. */
const BEFORE_START_SECONDS = 300;

/** Asks, when the program starts and then hourly, whether platforms still know the tokens we hold. */
@Injectable()
export class TokenValidation implements OnModuleDestroy, OnModuleInit {
  private readonly startedAt = performance.now();
  private stopping = false;

  constructor(
    private readonly validations: ValidationsRepository,
    private readonly requests: PlatformRequests,
    private readonly exchange: CredentialExchange,
    private readonly seal: CredentialSeal,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('validate platform tokens', LOOK_EVERY_MS, () => this.round());
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  private async round(): Promise<void> {
    const running = (performance.now() - this.startedAt) / 1000;
    for (const table of CREDENTIAL_TABLES) {
      const waiting = await this.validations.pick(table, VALIDATED, running + BEFORE_START_SECONDS, AT_ONCE);
      await Promise.all(Array.from({ length: WORKERS }, () => this.work(waiting)));
    }
  }

  private async work(waiting: DueValidation[]): Promise<void> {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      if (this.stopping) await this.validations.undo(row);
      else await this.validate(row);
    }
  }

  private async validate(row: DueValidation): Promise<void> {
    const accessToken = this.opened(row);
    if (accessToken === null) return;
    const failure = await this.requests.validate(row.platform, accessToken);
    // The refresh token may still be good; if it is not, the exchange finds out.
    if (failure?.kind === 'dead') await this.exchange.attempt(row);
    else if (failure) await this.validations.undo(row);
  }

  private opened(row: DueValidation): string | null {
    try {
      return this.seal.open(row.accessToken, row, 'access_token');
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      if (error.reason === 'altered') this.exchange.alarm(row);
      return null;
    }
  }
}
