import { Injectable } from '@nestjs/common';
import { managerOf, type Tx } from '../../database/transactions.js';

/** What a leaked secret belongs to. */
export interface LeakedSecret {
  readonly kind: 'api_token' | 'service_key' | 'system_key';
  readonly id: string;
  readonly title: string;
  /** Whom to tell: the user of the token, or the owner of the bot; null for keys. */
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  /** Does it still open anything? */
  readonly live: boolean;
}

const OWNERS = `
  SELECT s.secret_hash, 'api_token' AS kind, t.id, t.title, coalesce(h.id, u.id) AS "subjectId",
    coalesce(h.username, u.username) AS "subjectName",
    (t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
      AND (s.valid_until IS NULL OR s.valid_until > now())) AS live
  FROM api_token_secrets s JOIN api_tokens t ON t.id = s.token_id JOIN users u ON u.id = t.user_id
  LEFT JOIN bot_owners o ON o.bot_id = u.id LEFT JOIN users h ON h.id = o.owner_id
  WHERE s.secret_hash = $1
  UNION ALL
  SELECT s.secret_hash, k.kind || '_key', k.id, k.name, NULL, NULL,
    (k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
      AND (s.valid_until IS NULL OR s.valid_until > now()))
  FROM machine_key_secrets s JOIN machine_keys k ON k.id = s.key_id
  WHERE s.secret_hash = $1`;

@Injectable()
export class LeakedSecretsRepository {
  async find(secretHash: Buffer, tx: Tx): Promise<LeakedSecret | null> {
    const [row] = await managerOf(tx).query<LeakedSecret[]>(OWNERS, [secretHash]);
    return row ?? null;
  }
}
