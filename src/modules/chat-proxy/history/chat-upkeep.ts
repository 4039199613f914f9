import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { AppConfig } from '../../../config/app-config.js';
import { BudgetsRepository } from '../turns/budgets.repository.js';
import { ConversationsRepository } from './conversations.repository.js';

const PURGE_EVERY_MS = 15 * 60_000;

/** Forgets conversations by age, when that is configured, and what was spent on days that are over. */
@Injectable()
export class ChatUpkeep implements OnModuleInit {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly budgets: BudgetsRepository,
    private readonly config: AppConfig,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget old conversations', PURGE_EVERY_MS, () => this.purge());
  }

  async purge(): Promise<void> {
    await this.budgets.purge();
    const days = this.config.settings.CHAT_RETENTION_DAYS;
    if (days !== null) await this.conversations.purge(days);
  }
}
