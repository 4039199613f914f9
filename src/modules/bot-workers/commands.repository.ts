import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { managerOf, type Tx } from '../../database/transactions.js';
import { BotCommandEntity } from './bot-command.entity.js';
import type { BotCommand, ChannelRef, HeldLease, SaidResult, Saying } from './worker.types.js';

/** One whose time is over is shown as expired before anybody has written that down. */
const COLUMNS = `
  c.id, c.kind, c.account_id AS "accountId", c.platform, c.code, c.detail, c.result, c.claimed_at IS NOT NULL AS claimed,
  CASE WHEN c.settled_at IS NULL AND c.claimed_at IS NULL AND c.deadline <= now() THEN 'expired' ELSE c.status END AS status,
  c.created_at AS "createdAt", c.deadline, c.delivered_at AS "deliveredAt", c.delivered_to AS "deliveredTo",
  c.settled_at AS "settledAt"`;

export interface NewCommand extends ChannelRef {
  readonly requestedBy: string | null;
  /** Seconds. */
  readonly within: number;
}

export interface Outcome {
  readonly status: 'acked' | 'failed';
  readonly code: string | null;
  readonly detail: string | null;
  readonly result: SaidResult | null;
}

/** What is over can neither be done nor stop another one. A claimed one may have been done: nobody knows. */
const EXPIRE = `
  WITH over AS (
    UPDATE bot_commands SET
      status = CASE WHEN claimed_at IS NULL THEN 'expired' ELSE 'failed' END,
      code = CASE WHEN claimed_at IS NULL THEN code ELSE 'outcome_unknown' END, settled_at = now(), payload = NULL
    WHERE settled_at IS NULL AND deadline <= now() - CASE WHEN claimed_at IS NULL THEN interval '0' ELSE interval '5 seconds' END`;

@Injectable()
export class CommandsRepository {
  constructor(@InjectRepository(BotCommandEntity) private readonly rows: Repository<BotCommandEntity>) {}

  async find(id: string, accountId: string, tx?: Tx): Promise<BotCommand | null> {
    const sql = `SELECT ${COLUMNS} FROM bot_commands c WHERE c.id = $1 AND c.account_id = $2`;
    const [row] = await (tx ? managerOf(tx) : this.rows).query<BotCommand[]>(sql, [id, accountId]);
    return row ?? null;
  }

  /** The one that is open already, if there is one: the index lets no second one in. */
  async addRejoin({ accountId, platform, requestedBy, within }: NewCommand, tx: Tx): Promise<BotCommand> {
    await managerOf(tx).query(`${EXPIRE} AND account_id = $1 AND platform = $2) SELECT`, [accountId, platform]);
    await managerOf(tx).query(
      `INSERT INTO bot_commands (id, kind, account_id, platform, requested_by, deadline)
       VALUES ($1, 'rejoin', $2, $3, $4, now() + make_interval(secs => $5)) ON CONFLICT DO NOTHING`,
      [newId(), accountId, platform, requestedBy, within],
    );
    const [row] = await managerOf(tx).query<BotCommand[]>(
      `SELECT ${COLUMNS} FROM bot_commands c WHERE c.account_id = $1 AND c.platform = $2 AND c.kind = 'rejoin' AND c.settled_at IS NULL`,
      [accountId, platform],
    );
    if (!row) throw new Error('A rejoin was settled while it was made');
    return row;
  }

  /**
   * Only while a worker reports that it is connected, so that nobody waits for one that is not there.
   *
   * @returns its id, or null
   */
  async addSaying({ accountId, platform, within }: NewCommand, saying: Saying, tx: Tx): Promise<string | null> {
    const [row] = await managerOf(tx).query<{ id: string }[]>(
      `INSERT INTO bot_commands (id, kind, account_id, platform, payload, deadline)
       SELECT $1, 'say', l.account_id, l.platform, $4, now() + make_interval(secs => $5)
       FROM channel_leases l JOIN channel_reports r ON r.account_id = l.account_id AND r.platform = l.platform AND r.fence = l.fence
       WHERE l.account_id = $2 AND l.platform = $3 AND l.lease_until > now() AND r.state = 'connected' AND r.expires_at > now()
       RETURNING id`,
      [newId(), accountId, platform, JSON.stringify(saying), within],
    );
    return row?.id ?? null;
  }

  /**
   * From now on only the claimer knows what becomes of it; nobody else can claim it, whatever happens.
   *
   * @returns how long it may be done, in milliseconds, or null when it may not
   */
  async claim(id: string, { keyId, fence }: Omit<HeldLease, keyof ChannelRef>, tx: Tx): Promise<number | null> {
    const [row] = await managerOf(tx).query<{ left: number }[]>(
      `WITH claimed AS (
         UPDATE bot_commands c SET claimed_at = now(), claimed_fence = l.fence
         FROM channel_leases l
         WHERE c.id = $1 AND c.settled_at IS NULL AND c.claimed_at IS NULL AND c.deadline > now()
           AND l.account_id = c.account_id AND l.platform = c.platform AND l.key_id = $2 AND l.fence = $3 AND l.lease_until > now()
         RETURNING floor(extract(epoch FROM c.deadline - now()) * 1000)::int AS "left"
       ) SELECT "left" FROM claimed`,
      [id, keyId, fence],
    );
    return row?.left ?? null;
  }

  /** By whoever claimed it, else by whoever holds the channel now. False when it is over, or somebody else's. */
  async settle(
    id: string,
    { keyId, fence }: Omit<HeldLease, keyof ChannelRef>,
    { status, code, detail, result }: Outcome,
    tx: Tx,
  ): Promise<boolean> {
    const rows = await managerOf(tx).query<object[]>(
      `WITH settled AS (
         UPDATE bot_commands c SET status = $4, code = $5, detail = $6, result = $7, settled_at = now(), payload = NULL
         WHERE c.id = $1 AND c.settled_at IS NULL AND (
           (c.claimed_at IS NOT NULL AND c.claimed_fence = $3)
           OR (c.claimed_at IS NULL AND (c.kind <> 'say' OR $4 = 'failed') AND c.deadline > now()
             AND EXISTS (SELECT 1 FROM channel_leases l WHERE l.account_id = c.account_id AND l.platform = c.platform
               AND l.key_id = $2 AND l.fence = $3 AND l.lease_until > now())))
         RETURNING c.id
       ) SELECT id FROM settled`,
      [id, keyId, fence, status, code, detail, result && JSON.stringify(result)],
    );
    return rows.length > 0;
  }

  /** Whether this very claimer or holder settled it so before: its first answer was lost. */
  async wasSettled(id: string, fence: number, status: Outcome['status'], tx: Tx): Promise<boolean> {
    const rows = await managerOf(tx).query<object[]>(
      `SELECT 1 FROM bot_commands WHERE id = $1 AND settled_at IS NOT NULL AND status = $3
       AND coalesce(claimed_fence, delivered_fence) = $2`,
      [id, fence, status],
    );
    return rows.length > 0;
  }

  /** True: nobody has begun it, and nobody will. */
  async withdraw(id: string, tx: Tx): Promise<boolean> {
    const rows = await managerOf(tx).query<object[]>(
      `WITH over AS (
         UPDATE bot_commands SET status = 'expired', settled_at = now(), payload = NULL
         WHERE id = $1 AND settled_at IS NULL AND claimed_at IS NULL RETURNING id
       ) SELECT id FROM over`,
      [id],
    );
    return rows.length > 0;
  }

  async expire(tx: Tx): Promise<void> {
    await managerOf(tx).query(`${EXPIRE}) SELECT`);
  }

  async forget(tx: Tx): Promise<void> {
    await managerOf(tx).query(`DELETE FROM bot_commands WHERE settled_at < now() - interval '7 days'`);
  }
}
