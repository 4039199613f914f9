import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { BotOwnerEntity } from './bot-owner.entity.js';
import type { OwnedBot } from './users.types.js';

const OWNED_BOT = `
  SELECT b.id, b.kind, b.username, b.name, b.email, b.status, b.is_system_admin AS "isSystemAdmin", b.created_at AS "createdAt",
    h.id AS "ownerId", h.username AS "ownerUsername"
  FROM bot_owners o JOIN users b ON b.id = o.bot_id JOIN users h ON h.id = o.owner_id`;

@Injectable()
export class BotOwnersRepository {
  constructor(@InjectRepository(BotOwnerEntity) private readonly rows: Repository<BotOwnerEntity>) {}

  /** @param ref an id or a folded username */
  async find(ref: { id: string } | { username: string }, tx?: Tx): Promise<OwnedBot | null> {
    const [column, value] = 'id' in ref ? ['id', ref.id] : ['username', ref.username];
    const sql = `${OWNED_BOT} WHERE b.${column} = $1`;
    const [row] = await (tx ? managerOf(tx) : this.rows).query<OwnedBot[]>(sql, [value]);
    return row ?? null;
  }

  /** Oldest first. */
  findPageOf(ownerId: string, afterId: string | null, limit: number): Promise<OwnedBot[]> {
    return this.rows.query<OwnedBot[]>(
      `${OWNED_BOT} WHERE o.owner_id = $1 AND ($2::uuid IS NULL OR b.id > $2) ORDER BY b.id LIMIT $3`,
      [ownerId, afterId, limit],
    );
  }

  async add(botId: string, ownerId: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert({ botId, ownerId });
  }

  async change(botId: string, ownerId: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).update({ botId }, { ownerId, ownedSince: () => 'now()' });
  }

  /** Holds all bots of a person, who is held already, until the transaction ends; in the order of their ids. */
  async lockBotsOf(ownerId: string, tx: Tx): Promise<string[]> {
    await managerOf(tx).query(
      `SELECT FROM users WHERE id IN (SELECT bot_id FROM bot_owners WHERE owner_id = $1) ORDER BY id FOR UPDATE`,
      [ownerId],
    );
    // Asked again: one may have been given away while its lock was waited for.
    const rows = await within(this.rows, tx).find({ where: { ownerId }, order: { botId: 'ASC' } });
    return rows.map(({ botId }) => botId);
  }
}
