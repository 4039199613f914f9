import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import type { Permission } from '../../common/access/permissions.js';
import type { BotPlatform } from '../../common/platforms.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { AccountAccess } from '../accounts/index.js';
import { ChannelConnectionsRepository } from './channel-connections.repository.js';
import { ConnectionAudit } from './connection-audit.js';
import type { ChannelConnection } from './connection.types.js';
import { connectionNotFound } from './connections.errors.js';

/** The channels of accounts, and whether a bot sits in them. */
@Injectable()
export class ChannelConnectionsService {
  constructor(
    private readonly channels: ChannelConnectionsRepository,
    private readonly access: AccountAccess,
    private readonly transactions: Transactions,
    private readonly audit: ConnectionAudit,
  ) {}

  /** By platform. */
  list(accountId: string): Promise<ChannelConnection[]> {
    return this.channels.findAll(accountId);
  }

  /**
   * At once here; the platform hears of it from the revocation worker.
   *
   * @throws AppError account_not_found, permission_missing, connection_not_found
   */
  delete(accountId: string, platform: BotPlatform, caller: UserCaller): Promise<void> {
    return this.transactions.run(async (tx) => {
      const channel = await this.lock(accountId, platform, 'channels:manage', caller, tx);
      await this.channels.delete(channel.id, accountId, tx);
      await this.audit.record('deleted', channel, caller, {}, tx);
    });
  }

  /**
   * Lets a bot into the channel, or sends it away.
   *
   * @throws AppError account_not_found, permission_missing, connection_not_found
   */
  toggleBot(
    accountId: string,
    platform: BotPlatform,
    enabled: boolean,
    caller: UserCaller,
  ): Promise<ChannelConnection> {
    return this.transactions.run(async (tx) => {
      const before = await this.lock(accountId, platform, 'bot-connections:create', caller, tx);
      if (before.botEnabled === enabled) return before;
      await this.channels.enableBot(before.id, accountId, enabled, tx);
      await this.audit.record(enabled ? 'bot_enabled' : 'bot_disabled', before, caller, {}, tx);
      const after = await this.channels.find(accountId, platform, tx);
      if (!after) throw connectionNotFound();
      return after;
    });
  }

  private async lock(
    accountId: string,
    platform: BotPlatform,
    permission: Permission,
    caller: UserCaller,
    tx: Tx,
  ): Promise<ChannelConnection> {
    await this.access.lockAs(accountId, caller.principal, permission, tx);
    const channel = await this.channels.lock(accountId, platform, tx);
    if (!channel) throw connectionNotFound();
    return channel;
  }
}
