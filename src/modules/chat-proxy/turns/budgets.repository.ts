import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { managerOf, type Tx } from '../../../database/transactions.js';
import { ChatUsageEntity } from './chat-usage.entity.js';

const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

@Injectable()
export class BudgetsRepository {
  constructor(@InjectRepository(ChatUsageEntity) private readonly rows: Repository<ChatUsageEntity>) {}

  /** Adds tokens to today's. @returns what was spent before; the row is held, so that nobody else spends the same */
  async spend(spender: string, tokens: number, tx: Tx): Promise<number> {
    const [row] = await managerOf(tx).query<{ tokens: string }[]>(
      `INSERT INTO chat_usage (day, spender, tokens) VALUES (${TODAY}, $1, $2)
       ON CONFLICT ON CONSTRAINT chat_usage_pkey DO UPDATE SET tokens = chat_usage.tokens + excluded.tokens
       RETURNING tokens`,
      [spender, tokens],
    );
    return Number(row?.tokens ?? 0) - tokens;
  }

  /** Seconds until the next day (UTC). */
  async secondsLeft(tx: Tx): Promise<number> {
    const [row] = await managerOf(tx).query<{ seconds: number }[]>(
      `SELECT ceil(extract(epoch FROM (${TODAY} + 1)::timestamp - (now() AT TIME ZONE 'UTC')))::int AS seconds`,
    );
    return row?.seconds ?? 1;
  }

  /** Yesterday is kept for turns that end after midnight. */
  async purge(): Promise<void> {
    await this.rows.query(`DELETE FROM chat_usage WHERE day < ${TODAY} - 1`);
  }
}
