import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { managerOf, type Tx } from '../../database/transactions.js';
import { BotTransferEntity } from './bot-transfer.entity.js';
import type { BotTransfer } from './bot-users.types.js';

const LIVES = `interval '7 days'`;

const TRANSFER = `
  SELECT t.id, json_build_object('id', b.id, 'username', b.username) AS bot,
    json_build_object('id', h.id, 'username', h.username) AS owner,
    json_build_object('id', n.id, 'username', n.username) AS "newOwner",
    t.requested_at AS "requestedAt", t.expires_at AS "expiresAt"
  FROM bot_transfers t JOIN users b ON b.id = t.bot_id JOIN bot_owners o ON o.bot_id = t.bot_id
  JOIN users h ON h.id = o.owner_id JOIN users n ON n.id = t.new_owner_id
  WHERE t.expires_at > now()`;

@Injectable()
export class BotTransfersRepository {
  constructor(@InjectRepository(BotTransferEntity) private readonly rows: Repository<BotTransferEntity>) {}

  /** The pending transfer of a bot, if there is one. */
  async find(botId: string, tx: Tx): Promise<BotTransfer | null> {
    const [row] = await managerOf(tx).query<BotTransfer[]>(`${TRANSFER} AND t.bot_id = $1`, [botId]);
    return row ?? null;
  }

  /** Pending ones from and to a person, oldest first. */
  findPageOf(userId: string, afterId: string | null, limit: number): Promise<BotTransfer[]> {
    return this.rows.query<BotTransfer[]>(
      `${TRANSFER} AND (t.new_owner_id = $1 OR o.owner_id = $1) AND ($2::uuid IS NULL OR t.id > $2) ORDER BY t.id LIMIT $3`,
      [userId, afterId, limit],
    );
  }

  /** Takes the place of one that has expired. */
  async add(botId: string, newOwnerId: string, tx: Tx): Promise<void> {
    await this.delete(botId, tx);
    await managerOf(tx).query(
      `INSERT INTO bot_transfers (id, bot_id, new_owner_id, expires_at) VALUES ($1, $2, $3, now() + ${LIVES})`,
      [newId(), botId, newOwnerId],
    );
  }

  async delete(botId: string, tx: Tx): Promise<void> {
    await managerOf(tx).query(`DELETE FROM bot_transfers WHERE bot_id = $1`, [botId]);
  }
}
