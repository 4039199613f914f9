import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { managerOf, type Tx } from '../../database/transactions.js';
import { IdempotentAnswerEntity } from './idempotent-answer.entity.js';

export interface KeptAnswer {
  /** null when the answer held a secret that is no longer kept. */
  readonly sealed: string | null;
}

@Injectable()
export class IdempotentAnswersRepository {
  constructor(@InjectRepository(IdempotentAnswerEntity) private readonly rows: Repository<IdempotentAnswerEntity>) {}

  /** Takes the lock of this call until the transaction ends; false when another request holds it. */
  async tryLock(id: Buffer, tx: Tx): Promise<boolean> {
    const [row] = await managerOf(tx).query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS locked`,
      [id.toString('hex')],
    );
    return row?.locked ?? false;
  }

  async find(id: Buffer, tx: Tx): Promise<KeptAnswer | null> {
    const [row] = await managerOf(tx).query<KeptAnswer[]>(
      `SELECT CASE WHEN secret_until <= now() THEN NULL ELSE answer_sealed END AS sealed
       FROM idempotent_answers WHERE id = $1 AND expires_at > now()`,
      [id],
    );
    return row ?? null;
  }

  /** @param secretSeconds how long the answer's secret is kept; null when it holds none */
  async add(id: Buffer, sealed: string, keepSeconds: number, secretSeconds: number | null, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO idempotent_answers (id, answer_sealed, secret_until, expires_at)
       VALUES ($1, $2, now() + make_interval(secs => $4), now() + make_interval(secs => $3))
       ON CONFLICT (id) DO UPDATE SET answer_sealed = excluded.answer_sealed, secret_until = excluded.secret_until,
         created_at = now(), expires_at = excluded.expires_at`,
      [id, sealed, keepSeconds, secretSeconds],
    );
  }

  /** Forgets secrets that were kept long enough, and answers that are over. */
  async purge(): Promise<void> {
    await this.rows.query(
      `UPDATE idempotent_answers SET answer_sealed = NULL WHERE secret_until <= now() AND answer_sealed IS NOT NULL`,
    );
    await this.rows.query(`DELETE FROM idempotent_answers WHERE expires_at <= now()`);
  }
}
