import { Injectable } from '@nestjs/common';
import { newId } from '../../common/new-id.js';
import type { UserCaller } from '../../common/access/caller.js';
import { AccountAccess } from '../accounts/index.js';
import { BotConnectionsRepository } from './bot-connections.repository.js';
import { ChannelConnectionsRepository } from './channel-connections.repository.js';
import type { Keeping } from './connect/connect.types.js';
import { ConnectionAudit } from './connection-audit.js';
import type { ChannelConnection } from './connection.types.js';
import { connectionNotFound, ownChannelAsBot } from './connections.errors.js';
import { Credentials } from './credentials/credentials.js';

/** Keeps the credential of an account's own channel: in a new connection, or as a new credential of the one that is there. */
@Injectable()
export class ChannelKeeper {
  constructor(
    private readonly channels: ChannelConnectionsRepository,
    private readonly bots: BotConnectionsRepository,
    private readonly credentials: Credentials,
    private readonly access: AccountAccess,
    private readonly audit: ConnectionAudit,
  ) {}

  /** @throws AppError, later: account_not_found, permission_missing, own_channel_as_bot (it is the account's bot already) */
  for(accountId: string, caller: UserCaller): Keeping<ChannelConnection> {
    return async ({ platform, identity, grant }, tx) => {
      await this.access.holdAndLockAs(accountId, caller.principal, 'channels:manage', tx);
      const bot = await this.bots.find(accountId, platform, tx);
      if (bot?.subjectId === identity.id) throw ownChannelAsBot();
      const before = await this.channels.lock(accountId, platform, tx);
      const home = { table: 'channel_connections', id: before?.id ?? newId(), accountId } as const;
      const row = { id: home.id, accountId, platform, identity, connectedBy: caller.principal.userId };
      if (before) await this.channels.change(row, tx);
      else await this.channels.add(row, tx);
      await this.credentials.store(home, grant, tx);
      const after = await this.channels.find(accountId, platform, tx);
      if (!after) throw connectionNotFound();
      await this.audit.recordConnect(before, after, caller, tx);
      return after;
    };
  }
}
