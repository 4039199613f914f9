import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import type { ProofMode } from '../../common/access/principal.js';
import { managerOf, type Tx } from '../../database/transactions.js';
import { LinkTokenEntity } from './link-token.entity.js';
import type { ChatIdentity, LinkTokenView, NewLinkToken } from './platform-linking.types.js';

/** A token with what made it and what came of it. Expiry is judged by the database's clock. */
const VIEW = `
  SELECT t.id, t.platform, t.platform_user_id AS "platformUserId", t.platform_username AS "platformUsername", t.proof, t.open, t.state,
    t.confirmed_by AS "confirmedBy", t.code_sealed AS "codeSealed", t.created_at AS "createdAt", t.expires_at AS "expiresAt",
    t.expires_at <= now() AS expired, k.name AS "requestedBy", l.user_id AS "linkedUserId"
  FROM link_tokens t
  LEFT JOIN machine_keys k ON k.id = t.issued_by
  LEFT JOIN platform_links l ON l.link_token_id = t.id`;

export interface LinkTokenIssue extends NewLinkToken {
  readonly tokenHash: Buffer;
  readonly proof: ProofMode;
  readonly issuedBy: string | null;
  readonly ttlMinutes: number;
}

@Injectable()
export class LinkTokensRepository {
  constructor(@InjectRepository(LinkTokenEntity) private readonly rows: Repository<LinkTokenEntity>) {}

  async find(tokenHash: Buffer, tx?: Tx): Promise<LinkTokenView | null> {
    return this.findBy('t.token_hash = $1', tokenHash, tx);
  }

  async findById(id: string, tx?: Tx): Promise<LinkTokenView | null> {
    return this.findBy('t.id = $1', id, tx);
  }

  /** Closes the open token of an identity, if there is one. */
  async supersede(identity: ChatIdentity, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `UPDATE link_tokens SET state = 'superseded', open = false, code_sealed = NULL
       WHERE platform = $1 AND platform_user_id = $2 AND open`,
      [identity.platform, identity.platformUserId],
    );
  }

  /** @returns when it expires */
  async add(issue: LinkTokenIssue, tx: Tx): Promise<Date> {
    const [row] = await managerOf(tx).query<{ expiresAt: Date }[]>(
      `INSERT INTO link_tokens (id, token_hash, platform, platform_user_id, platform_username, channel_id, proof, issued_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(mins => $9)) RETURNING expires_at AS "expiresAt"`,
      [
        newId(),
        issue.tokenHash,
        issue.platform,
        issue.platformUserId,
        issue.platformUsername,
        issue.channelId,
        issue.proof,
        issue.issuedBy,
        issue.ttlMinutes,
      ],
    );
    if (!row) throw new Error('INSERT … RETURNING gave no row');
    return row.expiresAt;
  }

  /** Consumes the token; false when it is no longer open or has expired by now. */
  use(token: LinkTokenView, userId: string, tx: Tx): Promise<boolean> {
    return this.change(
      `SET state = 'used', open = false, code_sealed = NULL, confirmed_by = $2 WHERE id = $1 AND state = $3 AND open`,
      [token.id, userId, token.state],
      tx,
    );
  }

  /** Keeps who confirmed and, if that is the proof, the code to be typed into the chat; false when the token is no longer pending. */
  awaitProof(id: string, userId: string, codeSealed: string | null, tx: Tx): Promise<boolean> {
    return this.change(
      `SET state = 'awaiting_proof', confirmed_by = $2, code_sealed = $3 WHERE id = $1 AND state = 'pending'`,
      [id, userId, codeSealed],
      tx,
    );
  }

  /** false when the token is no longer open. */
  decline(id: string, tx: Tx): Promise<boolean> {
    return this.change(`SET state = 'declined', open = false, code_sealed = NULL WHERE id = $1 AND open`, [id], tx);
  }

  /** Counts a wrong code or sign-in; the last one kills the token. @returns how many tries are left */
  async countWrongCode(id: string, maximum: number, tx: Tx): Promise<number> {
    // An UPDATE through TypeORM answers [rows, count].
    const [[row]] = await managerOf(tx).query<[{ left: number }[], number]>(
      `UPDATE link_tokens SET wrong_codes = wrong_codes + 1,
         state = CASE WHEN wrong_codes + 1 >= $2 THEN 'exhausted' ELSE state END,
         open = wrong_codes + 1 < $2,
         code_sealed = CASE WHEN wrong_codes + 1 >= $2 THEN NULL ELSE code_sealed END
       WHERE id = $1 AND state = 'awaiting_proof' RETURNING $2 - wrong_codes AS left`,
      [id, maximum],
    );
    return row?.left ?? 0;
  }

  /** Spent and expired tokens go 24 hours after their expiry. */
  async purge(): Promise<void> {
    await this.rows.query(`DELETE FROM link_tokens WHERE expires_at < now() - interval '24 hours'`);
  }

  private async findBy(condition: string, value: unknown, tx: Tx | undefined): Promise<LinkTokenView | null> {
    const sql = `${VIEW} WHERE ${condition}`;
    const [token] = await (tx ? managerOf(tx) : this.rows).query<LinkTokenView[]>(sql, [value]);
    return token ?? null;
  }

  private async change(what: string, values: readonly unknown[], tx: Tx): Promise<boolean> {
    const sql = `UPDATE link_tokens ${what} AND expires_at > now()`;
    const [, changed] = await managerOf(tx).query<[unknown[], number]>(sql, [...values]);
    return changed === 1;
  }
}
