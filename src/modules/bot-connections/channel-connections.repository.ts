import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import type { NewConnection } from './bot-connections.repository.js';
import { ChannelConnectionEntity } from './channel-connection.entity.js';
import { CHANNEL_COLUMNS } from './connection-columns.rules.js';
import type { ChannelConnection } from './connection.types.js';

/** Everything of a channel connection but its credential. Always by account. */
@Injectable()
export class ChannelConnectionsRepository {
  constructor(@InjectRepository(ChannelConnectionEntity) private readonly rows: Repository<ChannelConnectionEntity>) {}

  findAll(accountId: string): Promise<ChannelConnection[]> {
    const sql = `SELECT ${CHANNEL_COLUMNS} FROM channel_connections c WHERE c.account_id = $1 ORDER BY c.platform`;
    return this.rows.query<ChannelConnection[]>(sql, [accountId]);
  }

  async find(accountId: string, platform: BotPlatform, tx: Tx): Promise<ChannelConnection | null> {
    const sql = `SELECT ${CHANNEL_COLUMNS} FROM channel_connections c WHERE c.account_id = $1 AND c.platform = $2`;
    const [row] = await managerOf(tx).query<ChannelConnection[]>(sql, [accountId, platform]);
    return row ?? null;
  }

  /** Holds the connection against every other change until the transaction ends. */
  async lock(accountId: string, platform: BotPlatform, tx: Tx): Promise<ChannelConnection | null> {
    const sql = `SELECT id FROM channel_connections WHERE account_id = $1 AND platform = $2 FOR UPDATE`;
    await managerOf(tx).query(sql, [accountId, platform]);
    return this.find(accountId, platform, tx);
  }

  /** Its credential follows in the same transaction: until then it has generation 0, which nobody ever sees. */
  async add({ id, accountId, platform, identity, connectedBy }: NewConnection, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO channel_connections (id, account_id, platform, channel_id, channel_login, channel_name, connected_by,
         access_token, scopes, generation)
       VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM users WHERE id = $7 FOR KEY SHARE), '', '{}', 0)`,
      [id, accountId, platform, identity.id, identity.login, identity.displayName, connectedBy],
    );
  }

  /** Another channel, whose predecessor a trigger hands over for revocation; or the same one under another name. */
  async change({ id, accountId, identity, connectedBy }: Omit<NewConnection, 'platform'>, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `UPDATE channel_connections SET channel_id = $3, channel_login = $4, channel_name = $5, updated_at = now(),
         connected_by = (SELECT id FROM users WHERE id = $6 FOR KEY SHARE)
       WHERE id = $1 AND account_id = $2`,
      [id, accountId, identity.id, identity.login, identity.displayName, connectedBy],
    );
  }

  async enableBot(id: string, accountId: string, botEnabled: boolean, tx: Tx): Promise<void> {
    const change = { botEnabled, updatedAt: () => 'now()' };
    await within(this.rows, tx).update({ id, accountId }, change);
  }

  async delete(id: string, accountId: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).delete({ id, accountId });
  }
}
