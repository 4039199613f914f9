import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { violatedConstraint } from '../../common/errors/database-outage.rules.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { ApiTokenSecretEntity } from './api-token-secret.entity.js';
import { ApiTokenEntity } from './api-token.entity.js';
import type { ApiTokenView, NewApiToken, RevokedBecause, TokenSummary } from './api-token.types.js';
import { accountNotFound } from './api-tokens.errors.js';

const IS_LIVE = `t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())`;

const VIEW = `
  SELECT t.id, t.title, t.scopes, t.account_id AS "accountId", t.allowed_cidrs AS "allowedCidrs",
    t.passthrough_rules AS "passthroughRules", t.generation,
    t.expires_at AS "expiresAt", t.created_at AS "createdAt", t.rotated_at AS "rotatedAt", t.last_used_at AS "lastUsedAt",
    t.last_used_ip AS "lastUsedIp", t.leak_reported_at AS "leakReportedAt", s.prefix
  FROM api_tokens t JOIN api_token_secrets s ON s.token_id = t.id AND s.valid_until IS NULL`;

@Injectable()
export class ApiTokensRepository {
  constructor(
    @InjectRepository(ApiTokenEntity) private readonly tokens: Repository<ApiTokenEntity>,
    @InjectRepository(ApiTokenSecretEntity) private readonly secrets: Repository<ApiTokenSecretEntity>,
  ) {}

  /** @throws AppError account_not_found, when the account was deleted a moment ago */
  async add(token: NewApiToken, userId: string, createdBy: string, tx: Tx): Promise<string> {
    const id = newId();
    const { scopes, allowedCidrs, passthroughRules, ...rest } = token;
    const lists = {
      scopes: [...scopes],
      allowedCidrs: allowedCidrs && [...allowedCidrs],
      passthroughRules: passthroughRules && [...passthroughRules],
    };
    try {
      await within(this.tokens, tx).insert({ ...rest, ...lists, id, userId, createdBy });
    } catch (error) {
      if (violatedConstraint(error) === 'api_tokens_account_id_fkey') throw accountNotFound();
      throw error;
    }
    return id;
  }

  async addSecret(secret: Omit<ApiTokenSecretEntity, 'issuedAt' | 'validUntil'>, tx: Tx): Promise<void> {
    await within(this.secrets, tx).insert(secret);
  }

  /** True until the transaction ends when the user is held. */
  async countLive(userId: string, tx: Tx): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM api_tokens t WHERE t.user_id = $1 AND ${IS_LIVE}`;
    const [row] = await managerOf(tx).query<{ count: number }[]>(sql, [userId]);
    return row?.count ?? 0;
  }

  /** Live tokens of a user, newest first. */
  findLive(userId: string): Promise<ApiTokenView[]> {
    return this.tokens.query<ApiTokenView[]>(`${VIEW} WHERE t.user_id = $1 AND ${IS_LIVE} ORDER BY t.id DESC`, [
      userId,
    ]);
  }

  async findOne(userId: string, id: string, tx?: Tx): Promise<ApiTokenView | null> {
    const sql = `${VIEW} WHERE t.user_id = $1 AND t.id = $2 AND ${IS_LIVE}`;
    const [row] = await (tx ? managerOf(tx) : this.tokens).query<ApiTokenView[]>(sql, [userId, id]);
    return row ?? null;
  }

  /** Locks the token until the transaction ends; null when it is unknown, revoked or expired. */
  async lockLive(id: string, tx: Tx): Promise<ApiTokenEntity | null> {
    const locked = await within(this.tokens, tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (locked?.revokedAt !== null) return null;
    const sql = `SELECT FROM api_tokens t WHERE t.id = $1 AND ${IS_LIVE}`;
    return (await managerOf(tx).query<object[]>(sql, [id])).length > 0 ? locked : null;
  }

  /** Is this secret of the token the current one, or in its overlap? */
  async isSecretLive(tokenId: string, generation: number, tx: Tx): Promise<boolean> {
    const rows = await managerOf(tx).query<object[]>(
      `SELECT FROM api_token_secrets
       WHERE token_id = $1 AND generation = $2 AND (valid_until IS NULL OR valid_until > now())`,
      [tokenId, generation],
    );
    return rows.length > 0;
  }

  /** Gives the current secret its end, and ends those that were on their way out already. @returns the next generation */
  async retireSecrets(tokenId: string, overlapSeconds: number, tx: Tx): Promise<number> {
    await managerOf(tx).query(
      `UPDATE api_token_secrets
       SET valid_until = CASE WHEN valid_until IS NULL THEN now() + make_interval(secs => $2) ELSE now() END
       WHERE token_id = $1 AND (valid_until IS NULL OR valid_until > now())`,
      [tokenId, overlapSeconds],
    );
    const [rows] = await managerOf(tx).query<[{ generation: number }[], number]>(
      `UPDATE api_tokens SET rotated_at = now(), generation = generation + 1 WHERE id = $1 RETURNING generation`,
      [tokenId],
    );
    return rows[0]?.generation ?? 1;
  }

  async revoke(id: string, because: RevokedBecause, tx: Tx): Promise<void> {
    const end = { revokedAt: () => 'now()', revokedBecause: because };
    await within(this.tokens, tx).update({ id, revokedAt: IsNull() }, end);
  }

  /** @returns the ids of those that this call ended */
  async revokeAll(userId: string, because: RevokedBecause, tx: Tx): Promise<string[]> {
    const [rows] = await managerOf(tx).query<[{ id: string }[], number]>(
      `UPDATE api_tokens t SET revoked_at = now(), revoked_because = $2 WHERE t.user_id = $1 AND ${IS_LIVE} RETURNING id`,
      [userId, because],
    );
    return rows.map(({ id }) => id);
  }

  async flagLeaked(id: string, tx: Tx): Promise<void> {
    await within(this.tokens, tx).update({ id }, { leakReportedAt: () => 'now()' });
  }

  /** How many live tokens each user has, and when any of them was used last. */
  async summaries(userIds: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, TokenSummary>> {
    const rows = await (tx ? managerOf(tx) : this.tokens).query<(TokenSummary & { userId: string })[]>(
      `SELECT t.user_id AS "userId", (count(*) FILTER (WHERE ${IS_LIVE}))::int AS count, max(t.last_used_at) AS "lastUsedAt"
       FROM api_tokens t WHERE t.user_id = ANY($1::uuid[]) GROUP BY t.user_id`,
      [userIds],
    );
    return new Map(rows.map(({ userId, ...summary }) => [userId, summary]));
  }

  /** Of what a user had, the token that was used last stays: it tells when the user was active last. */
  async purgeEnded(keptDays: number): Promise<void> {
    await this.tokens.query(
      `DELETE FROM api_tokens t WHERE least(t.revoked_at, t.expires_at) < now() - make_interval(days => $1)
         AND (t.last_used_at IS NULL
           OR EXISTS (SELECT FROM api_tokens later WHERE later.user_id = t.user_id AND later.last_used_at > t.last_used_at))`,
      [keptDays],
    );
  }

  /** The database's clock, which decides what has expired. */
  async now(tx: Tx): Promise<Date> {
    const [row] = await managerOf(tx).query<{ now: Date }[]>('SELECT now() AS now');
    if (!row) throw new Error('The database did not tell the time');
    return row.now;
  }
}
