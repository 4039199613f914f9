import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { managerOf, type Tx } from '../../../database/transactions.js';
import { PlatformRevocationEntity } from '../platform-revocation.entity.js';

/** A revocation that this process tries now. */
export type Revocation = Pick<
  PlatformRevocationEntity,
  'id' | 'platform' | 'subjectId' | 'sealedAt' | 'accessToken' | 'refreshToken' | 'attempts'
> & {
  /** Somebody else's connection speaks as the same identity, whose grant a revocation may end. */
  readonly hasSibling: boolean;
};

@Injectable()
export class RevocationsRepository {
  constructor(
    @InjectRepository(PlatformRevocationEntity) private readonly rows: Repository<PlatformRevocationEntity>,
  ) {}

  /** Picks what is due; the next try is set ahead, twice as far each time, so that a process that dies costs no more than a delay. */
  async pick(limit: number): Promise<Revocation[]> {
    const [picked] = await this.rows.query<[Revocation[], number]>(
      `UPDATE platform_revocations AS r
       SET attempts = r.attempts + 1, next_try_at = now() + make_interval(secs => 30 * 2 ^ least(r.attempts, 12))
       FROM (SELECT id FROM platform_revocations WHERE next_try_at <= now()
             ORDER BY next_try_at LIMIT $1 FOR UPDATE SKIP LOCKED) AS due
       WHERE r.id = due.id
       RETURNING r.id, r.platform, r.subject_id AS "subjectId", r.sealed_at AS "sealedAt", r.access_token AS "accessToken",
         r.refresh_token AS "refreshToken", r.attempts,
         EXISTS (SELECT FROM bot_connections b WHERE b.platform = r.platform AND b.bot_user_id = r.subject_id)
           OR EXISTS (SELECT FROM channel_connections c WHERE c.platform = r.platform AND c.channel_id = r.subject_id) AS "hasSibling"`,
      [limit],
    );
    return picked;
  }

  /** @returns whether it was still there */
  async remove(id: string, tx: Tx): Promise<boolean> {
    const [, removed] = await managerOf(tx).query<[unknown[], number]>(
      `DELETE FROM platform_revocations WHERE id = $1`,
      [id],
    );
    return removed === 1;
  }
}
