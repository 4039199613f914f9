import { Injectable } from '@nestjs/common';
import { newId } from '../../common/new-id.js';
import type { UserCaller } from '../../common/access/caller.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import type { Tx } from '../../database/transactions.js';
import { AccountAccess } from '../accounts/index.js';
import { BotConnectionsRepository } from './bot-connections.repository.js';
import { ChannelConnectionsRepository } from './channel-connections.repository.js';
import type { Keeping, NewCredential } from './connect/connect.types.js';
import { ConnectionAudit } from './connection-audit.js';
import { GLOBAL_ACCOUNT, type BotConnection } from './connection.types.js';
import { connectionNotFound, ownChannelAsBot } from './connections.errors.js';
import { Credentials } from './credentials/credentials.js';

/** Keeps the credential of a bot: in a new connection, or as a new credential of the one that is there. */
@Injectable()
export class BotKeeper {
  constructor(
    private readonly bots: BotConnectionsRepository,
    private readonly channels: ChannelConnectionsRepository,
    private readonly credentials: Credentials,
    private readonly access: AccountAccess,
    private readonly audit: ConnectionAudit,
  ) {}

  /**
   * @param accountId null = the global bot
   * @throws AppError, later: account_not_found, permission_missing, own_channel_as_bot
   */
  for(accountId: string | null, caller: UserCaller): Keeping<BotConnection> {
    return async (credential, tx) => {
      if (accountId === null) await holdLock(LOCKS.globalBot(credential.platform), tx);
      else await this.admit(accountId, credential, caller, tx);
      return this.put(accountId ?? GLOBAL_ACCOUNT, credential, caller, tx);
    };
  }

  /** Under the account's lock, which every new channel takes too. */
  private async admit(
    accountId: string,
    { platform, identity }: NewCredential,
    caller: UserCaller,
    tx: Tx,
  ): Promise<void> {
    await this.access.holdAndLockAs(accountId, caller.principal, 'bot-connections:create', tx);
    const channel = await this.channels.find(accountId, platform, tx);
    if (channel?.subjectId === identity.id) throw ownChannelAsBot();
  }

  private async put(
    accountId: string,
    { platform, identity, grant }: NewCredential,
    caller: UserCaller,
    tx: Tx,
  ): Promise<BotConnection> {
    const before = await this.bots.lock(accountId, platform, tx);
    const home = { table: 'bot_connections', id: before?.id ?? newId(), accountId } as const;
    const row = { id: home.id, accountId, platform, identity, connectedBy: caller.principal.userId };
    if (before) await this.bots.change(row, tx);
    else await this.bots.add(row, tx);
    await this.credentials.store(home, grant, tx);
    const after = await this.bots.find(accountId, platform, tx);
    if (!after) throw connectionNotFound();
    await this.audit.recordConnect(before, after, caller, tx);
    return after;
  }
}
