import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import { tail } from '../../common/logging/logger.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { GLOBAL_ACCOUNT, type BotConnection, type ChannelConnection } from './connection.types.js';

export type ConnectionEvent =
  'connected' | 'reconnected' | 'deleted' | 'attached' | 'detached' | 'bot_enabled' | 'bot_disabled';

type Connected = BotConnection | ChannelConnection;

/** Tells the audit what people do with connections; platform ids by their last characters. */
@Injectable()
export class ConnectionAudit {
  constructor(private readonly audit: AuditService) {}

  async record(
    event: ConnectionEvent,
    connection: Connected,
    caller: UserCaller,
    more: Readonly<Record<string, unknown>>,
    tx: Tx,
  ): Promise<void> {
    const kind = 'botType' in connection ? 'bot_connection' : 'channel_connection';
    const { id, accountId, platform } = connection;
    await this.audit.record(
      {
        actor: actorOf(caller),
        action: `${kind}.${event}`,
        accountId: accountId === GLOBAL_ACCOUNT ? null : accountId,
        target: { kind, id },
        details: { platform, ...identityOf(connection), ...more },
      },
      tx,
    );
  }

  /** A new credential; with the identity before, where another one came back. */
  async recordConnect(before: Connected | null, after: Connected, caller: UserCaller, tx: Tx): Promise<void> {
    const changed = before !== null && before.subjectId !== after.subjectId;
    const more = changed ? { before: identityOf(before) } : {};
    await this.record(before ? 'reconnected' : 'connected', after, caller, more, tx);
  }
}

const identityOf = ({ login, subjectId }: Connected): { login: string; subject: string } => ({
  login,
  subject: tail(subjectId),
});
