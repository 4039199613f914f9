import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../../common/new-id.js';
import { within, type Tx } from '../../../database/transactions.js';
import { SentMessageEntity } from './sent-message.entity.js';
import type { KeptMessage } from './message-state.types.js';
import type { SentMessage } from './message.types.js';

/** Longer than the answer is remembered under its key. */
const KEEP_HOURS = 25;

/** A message that is still being sent after this long was sent by a program that is gone. */
const LOST_AFTER_MINUTES = 10;

@Injectable()
export class SentMessagesRepository {
  constructor(@InjectRepository(SentMessageEntity) private readonly rows: Repository<SentMessageEntity>) {}

  /** @returns its id */
  async begin(tx: Tx): Promise<string> {
    const id = newId();
    const sql = `INSERT INTO sent_messages (id, expires_at) VALUES ($1, now() + make_interval(hours => $2))`;
    await within(this.rows, tx).query(sql, [id, KEEP_HOURS]);
    return id;
  }

  /** null when it was forgotten. One whose program is gone has become `unknown`. */
  async find(id: string): Promise<KeptMessage | null> {
    await this.rows.query(
      `UPDATE sent_messages SET state = 'unknown', since = now()
       WHERE id = $1 AND state = 'sending' AND since < now() - make_interval(mins => $2)`,
      [id, LOST_AFTER_MINUTES],
    );
    const [row] = await this.rows.query<KeptMessage[]>(`SELECT state, answer FROM sent_messages WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Takes up one that certainly was not sent. @returns whether it was this call that took it */
  async resume(id: string): Promise<boolean> {
    const [, count] = await this.rows.query<[unknown, number]>(
      `UPDATE sent_messages SET state = 'sending', since = now() WHERE id = $1 AND state = 'failed'`,
      [id],
    );
    return count === 1;
  }

  async end(id: string, state: 'failed' | 'unknown'): Promise<void> {
    await this.rows.query(`UPDATE sent_messages SET state = $2, since = now() WHERE id = $1 AND state = 'sending'`, [
      id,
      state,
    ]);
  }

  async sent(id: string, answer: SentMessage): Promise<void> {
    await this.rows.query(`UPDATE sent_messages SET state = 'sent', since = now(), answer = $2 WHERE id = $1`, [
      id,
      JSON.stringify(answer),
    ]);
  }

  async purge(): Promise<void> {
    await this.rows.query(`DELETE FROM sent_messages WHERE expires_at <= now()`);
  }
}
