import { Injectable } from '@nestjs/common';
import { humanRequired } from '../../common/access/access.errors.js';
import type { HumanCaller, UserCaller } from '../../common/access/caller.js';
import type { BotPlatform } from '../../common/platforms.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { AccountAccess } from '../accounts/index.js';
import { BotUsersService } from '../bot-users/index.js';
import { BotConnectionsRepository } from './bot-connections.repository.js';
import { ConnectionAudit } from './connection-audit.js';
import type { BotConnection } from './connection.types.js';
import { connectionNotFound } from './connections.errors.js';

/** Which bot user acts through a connection: at most one for each, and of each at most one connection per platform. */
@Injectable()
export class BotAttachments {
  constructor(
    private readonly bots: BotConnectionsRepository,
    private readonly botUsers: BotUsersService,
    private readonly access: AccountAccess,
    private readonly transactions: Transactions,
    private readonly audit: ConnectionAudit,
  ) {}

  /**
   * @param ref the bot user's id or username
   * @throws AppError human_required, bot_not_found, bot_not_owned, account_not_found, permission_missing, connection_not_found,
   *   bot_user_attached
   */
  attach(accountId: string, platform: BotPlatform, ref: string, caller: UserCaller): Promise<BotConnection> {
    if (!isPerson(caller)) throw humanRequired();
    return this.transactions.run(async (tx) => {
      // Users are held before accounts are locked, everywhere.
      const bot = await this.botUsers.hold(ref, caller, tx);
      const connection = await this.lock(accountId, platform, caller, tx);
      if (connection.attachedTo?.id === bot.id) return connection;
      await this.bots.attach(connection, bot.id, tx);
      const before = connection.attachedTo ? { before: connection.attachedTo.username } : {};
      await this.audit.record('attached', connection, caller, { bot: bot.username, ...before }, tx);
      return this.require(accountId, platform, tx);
    });
  }

  /** @throws AppError account_not_found, permission_missing, connection_not_found */
  detach(accountId: string, platform: BotPlatform, caller: UserCaller): Promise<void> {
    return this.transactions.run(async (tx) => {
      const connection = await this.lock(accountId, platform, caller, tx);
      if (!connection.attachedTo) return;
      await this.bots.detach(connection, tx);
      await this.audit.record('detached', connection, caller, { bot: connection.attachedTo.username }, tx);
    });
  }

  private async lock(accountId: string, platform: BotPlatform, caller: UserCaller, tx: Tx): Promise<BotConnection> {
    await this.access.lockAs(accountId, caller.principal, 'bot-connections:create', tx);
    const connection = await this.bots.lock(accountId, platform, tx);
    if (!connection) throw connectionNotFound();
    return connection;
  }

  private async require(accountId: string, platform: BotPlatform, tx: Tx): Promise<BotConnection> {
    const connection = await this.bots.find(accountId, platform, tx);
    if (!connection) throw connectionNotFound();
    return connection;
  }
}

const isPerson = (caller: UserCaller): caller is HumanCaller => caller.principal.kind === 'human';
