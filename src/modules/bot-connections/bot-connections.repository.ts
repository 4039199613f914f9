import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { violatedConstraint } from '../../common/errors/database-outage.rules.js';
import type { BotPlatform } from '../../common/platforms.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import type { PlatformIdentity } from '../providers/index.js';
import { BotConnectionEntity } from './bot-connection.entity.js';
import { BOT_COLUMNS, BOT_TABLES } from './connection-columns.rules.js';
import { GLOBAL_ACCOUNT, type BotConnection } from './connection.types.js';
import { botUserAttached } from './connections.errors.js';

export interface NewConnection {
  readonly id: string;
  readonly accountId: string;
  readonly platform: BotPlatform;
  readonly identity: PlatformIdentity;
  readonly connectedBy: string;
}

/** Everything of a connection but its credential. Always by account. */
@Injectable()
export class BotConnectionsRepository {
  constructor(@InjectRepository(BotConnectionEntity) private readonly rows: Repository<BotConnectionEntity>) {}

  findAll(accountId: string): Promise<BotConnection[]> {
    const sql = `SELECT ${BOT_COLUMNS} FROM ${BOT_TABLES} WHERE c.account_id = $1 ORDER BY c.platform`;
    return this.rows.query<BotConnection[]>(sql, [accountId]);
  }

  async find(accountId: string, platform: BotPlatform, tx?: Tx): Promise<BotConnection | null> {
    const sql = `SELECT ${BOT_COLUMNS} FROM ${BOT_TABLES} WHERE c.account_id = $1 AND c.platform = $2`;
    const [row] = await (tx ? managerOf(tx) : this.rows).query<BotConnection[]>(sql, [accountId, platform]);
    return row ?? null;
  }

  /** Holds the connection against every other change until the transaction ends. */
  async lock(accountId: string, platform: BotPlatform, tx: Tx): Promise<BotConnection | null> {
    const sql = `SELECT id FROM bot_connections WHERE account_id = $1 AND platform = $2 FOR UPDATE`;
    await managerOf(tx).query(sql, [accountId, platform]);
    return this.find(accountId, platform, tx);
  }

  /** Its credential follows in the same transaction: until then it has generation 0, which nobody ever sees. */
  async add({ id, accountId, platform, identity, connectedBy }: NewConnection, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO bot_connections (id, account_id, platform, bot_type, bot_username, bot_user_id, connected_by,
         access_token, scopes, generation)
       VALUES ($1, $2, $3, CASE WHEN $2 = '${GLOBAL_ACCOUNT}'::uuid THEN 'global' ELSE 'custom' END, $4, $5,
         (SELECT id FROM users WHERE id = $6 FOR KEY SHARE), '', '{}', 0)`,
      [id, accountId, platform, identity.login, identity.id, connectedBy],
    );
  }

  /** Another identity, whose predecessor a trigger hands over for revocation; or the same one under another name. */
  async change({ id, accountId, identity, connectedBy }: Omit<NewConnection, 'platform'>, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `UPDATE bot_connections SET bot_username = $3, bot_user_id = $4, updated_at = now(),
         connected_by = (SELECT id FROM users WHERE id = $5 FOR KEY SHARE)
       WHERE id = $1 AND account_id = $2`,
      [id, accountId, identity.login, identity.id, connectedBy],
    );
  }

  /** @throws AppError bot_user_attached */
  async attach({ id, accountId }: BotConnection, botUserId: string, tx: Tx): Promise<void> {
    const change = { attachedTo: botUserId, updatedAt: () => 'now()' };
    await within(this.rows, tx).update({ id, accountId }, change).catch(attachedElsewhere);
  }

  async detach({ id, accountId }: BotConnection, tx: Tx): Promise<void> {
    await within(this.rows, tx).update({ id, accountId }, { attachedTo: null, updatedAt: () => 'now()' });
  }

  async delete(id: string, accountId: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).delete({ id, accountId });
  }
}

function attachedElsewhere(error: unknown): never {
  if (violatedConstraint(error) === 'bot_connections_attached_to_platform_key') throw botUserAttached(error);
  throw error;
}
