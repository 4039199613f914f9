import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import type { Tx } from '../../../database/transactions.js';
import { budgetUsed } from '../chat.errors.js';
import { BudgetsRepository } from './budgets.repository.js';

/** The tokens that people, and all people of a service key together, may use in a day. Off unless configured. */
@Injectable()
export class Budgets {
  constructor(
    private readonly budgets: BudgetsRepository,
    private readonly config: AppConfig,
  ) {}

  /**
   * Takes tokens at admission, before it is known how many it will be.
   *
   * @throws AppError chat_budget_used
   */
  async reserve(turn: Spending, tokens: number, tx: Tx): Promise<void> {
    for (const { spender, limit } of this.limited(turn)) {
      if ((await this.budgets.spend(spender, tokens, tx)) < limit) continue;
      throw budgetUsed(await this.budgets.secondsLeft(tx));
    }
  }

  /** What was used beside the reservation, or gives back what was not. */
  async settle(turn: Spending & { readonly reservedTokens: number }, used: number, tx: Tx): Promise<void> {
    for (const { spender } of this.limited(turn)) await this.budgets.spend(spender, used - turn.reservedTokens, tx);
  }

  private limited({ userId, service }: Spending): { spender: string; limit: number }[] {
    const { CHAT_DAILY_TOKENS_PER_USER: perUser, CHAT_DAILY_TOKENS_PER_KEY: perKey } = this.config.settings;
    return [
      ...(perUser === null ? [] : [{ spender: `user:${userId}`, limit: perUser }]),
      ...(perKey === null ? [] : [{ spender: service, limit: perKey }]),
    ];
  }
}

interface Spending {
  readonly userId: string;
  readonly service: string;
}
