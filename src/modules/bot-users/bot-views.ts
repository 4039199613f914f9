import { Injectable } from '@nestjs/common';
import { botUsersDisabled } from '../../common/access/access.errors.js';
import { AppConfig } from '../../config/app-config.js';
import type { Tx } from '../../database/transactions.js';
import { ApiTokensService } from '../bot-tokens/index.js';
import type { OwnedBot } from '../users/index.js';
import type { BotView } from './bot-users.types.js';

/** Bots with what their tokens say of them. */
@Injectable()
export class BotViews {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly config: AppConfig,
  ) {}

  async of(bot: OwnedBot, tx?: Tx): Promise<BotView> {
    const [view] = await this.ofAll([bot], tx);
    if (!view) throw new Error('One bot has one view');
    return view;
  }

  async ofAll(bots: readonly OwnedBot[], tx?: Tx): Promise<BotView[]> {
    const ids = bots.map(({ id }) => id);
    const summaries = await this.tokens.summariesOf(ids, tx);
    return bots.map((bot) => {
      const summary = summaries.get(bot.id);
      return { ...bot, tokenCount: summary?.count ?? 0, lastActiveAt: summary?.lastUsedAt ?? null };
    });
  }

  /** @throws AppError bot_users_disabled */
  requireEnabled(): void {
    if (!this.config.settings.BOT_USERS_ENABLED) throw botUsersDisabled();
  }
}
