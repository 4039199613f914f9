import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import type { BotPlatform } from '../../common/platforms.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { AccountAccess } from '../accounts/index.js';
import { BotConnectionsRepository } from './bot-connections.repository.js';
import { ConnectionAudit } from './connection-audit.js';
import { GLOBAL_ACCOUNT, type BotConnection } from './connection.types.js';
import { connectionNotFound } from './connections.errors.js';

/** The bots of accounts, and the global ones, as people see and remove them. */
@Injectable()
export class BotConnectionsService {
  constructor(
    private readonly bots: BotConnectionsRepository,
    private readonly access: AccountAccess,
    private readonly transactions: Transactions,
    private readonly audit: ConnectionAudit,
  ) {}

  /** By platform. */
  list(accountId: string): Promise<BotConnection[]> {
    return this.bots.findAll(accountId);
  }

  /** @throws AppError connection_not_found */
  async requireGlobal(platform: BotPlatform): Promise<BotConnection> {
    const bot = await this.bots.find(GLOBAL_ACCOUNT, platform);
    if (!bot) throw connectionNotFound();
    return bot;
  }

  /**
   * At once here; the platform hears of it from the revocation worker.
   *
   * @throws AppError account_not_found, permission_missing, connection_not_found
   */
  delete(accountId: string, platform: BotPlatform, caller: UserCaller): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.access.lockAs(accountId, caller.principal, 'bot-connections:delete', tx);
      await this.deleteLocked(accountId, platform, caller, tx);
    });
  }

  /** @throws AppError connection_not_found */
  deleteGlobal(platform: BotPlatform, caller: UserCaller): Promise<void> {
    return this.transactions.run(async (tx) => {
      await holdLock(LOCKS.globalBot(platform), tx);
      await this.deleteLocked(GLOBAL_ACCOUNT, platform, caller, tx);
    });
  }

  private async deleteLocked(accountId: string, platform: BotPlatform, caller: UserCaller, tx: Tx): Promise<void> {
    const bot = await this.bots.lock(accountId, platform, tx);
    if (!bot) throw connectionNotFound();
    await this.bots.delete(bot.id, accountId, tx);
    await this.audit.record('deleted', bot, caller, {}, tx);
  }
}
