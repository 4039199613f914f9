import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { ApiTokensRepository } from './api-tokens.repository.js';

/** Long enough that a secret which turns up somewhere is still known as one of ours. */
const KEPT_DAYS = 90;
const PURGE_EVERY_MS = 60 * 60_000;

/** Forgets API tokens that ended long ago; the audit remembers them. */
@Injectable()
export class EndedApiTokens implements OnModuleInit {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget ended API tokens', PURGE_EVERY_MS, () => this.purge());
  }

  purge(): Promise<void> {
    return this.tokens.purgeEnded(KEPT_DAYS);
  }
}
