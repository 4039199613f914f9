import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { BotPlatform } from '../../../common/platforms.js';
import { BotConnectionEntity } from '../bot-connection.entity.js';
import type { CredentialTable } from '../connection.types.js';
import type { CredentialRow } from './credentials.types.js';

/** A token to be validated; when it was before, so that a validation that did not happen can be undone. */
export interface DueValidation extends CredentialRow {
  /** Sealed. */
  readonly accessToken: string;
  readonly validatedBefore: Date | null;
}

@Injectable()
export class ValidationsRepository {
  constructor(@InjectRepository(BotConnectionEntity) private readonly rows: Repository<BotConnectionEntity>) {}

  /**
   * Picks tokens that nobody validated for an hour, nor within the last `sinceSeconds`. They count as validated from now on, so that no
   * other replica picks them.
   */
  async pick(
    table: CredentialTable,
    platforms: readonly BotPlatform[],
    sinceSeconds: number,
    limit: number,
  ): Promise<DueValidation[]> {
    const [picked] = await this.rows.query<[DueValidation[], number]>(
      `UPDATE ${table} AS c SET validated_at = now()
       FROM (
         SELECT id, validated_at FROM ${table}
         WHERE platform = ANY ($1::text[]) AND status IN ('active', 'refresh_failing', 'unknown') AND expires_at > now()
           AND (validated_at IS NULL OR validated_at <= now() - make_interval(secs => least($2::float8, 3600)))
         ORDER BY validated_at NULLS FIRST LIMIT $3 FOR UPDATE SKIP LOCKED) AS due
       WHERE c.id = due.id
       RETURNING '${table}' AS "table", c.id, c.account_id AS "accountId", c.platform, c.generation, c.access_token AS "accessToken",
         due.validated_at AS "validatedBefore"`,
      [platforms, sinceSeconds, limit],
    );
    return picked;
  }

  /** The platform gave no answer: as if nobody had asked. */
  async undo({ table, id, validatedBefore }: DueValidation): Promise<void> {
    await this.rows.query(`UPDATE ${table} SET validated_at = $2 WHERE id = $1`, [id, validatedBefore]);
  }
}
