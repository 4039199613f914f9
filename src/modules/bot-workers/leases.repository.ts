import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, type Tx } from '../../database/transactions.js';
import type { HeldLease, Lease, LeaseWish, WorkerRef } from './worker.types.js';

/**
 * Free ones, and those of the worker itself. In the order of accounts, so that two workers never wait for each other crosswise. A
 * lease that lapsed and comes back has a new fence, like one that somebody else had.
 */
const TAKE = `
  INSERT INTO channel_leases AS l (account_id, platform, worker, key_id, fence, lease_until)
  SELECT c.account_id, $1, $3, $4, nextval('channel_lease_fences'), now() + make_interval(secs => $5)
  FROM (
    SELECT c.account_id FROM channel_connections c
    LEFT JOIN channel_leases h ON h.account_id = c.account_id AND h.platform = c.platform AND h.lease_until > now()
    WHERE c.platform = $1 AND c.account_id = ANY ($2::uuid[]) AND c.bot_enabled
      AND (h.worker IS NULL OR (h.worker = $3 AND h.key_id = $4))
    ORDER BY h.worker IS NULL LIMIT $6
  ) AS c
  ORDER BY c.account_id
  ON CONFLICT (account_id, platform) DO UPDATE SET
    worker = EXCLUDED.worker, key_id = EXCLUDED.key_id, lease_until = EXCLUDED.lease_until,
    fence = CASE WHEN l.lease_until > now() THEN l.fence ELSE EXCLUDED.fence END,
    acquired_at = CASE WHEN l.lease_until > now() THEN l.acquired_at ELSE now() END
  WHERE l.lease_until <= now() OR (l.worker = EXCLUDED.worker AND l.key_id = EXCLUDED.key_id)
  RETURNING account_id AS "accountId", fence::float8`;

const GIVE_BACK = `
  UPDATE channel_leases SET lease_until = now()
  WHERE platform = $1 AND account_id = ANY ($2::uuid[]) AND worker = $3 AND key_id = $4 AND lease_until > now()`;

const APPEAR = `
  INSERT INTO worker_presences (key_id, worker, platform, present_until)
  VALUES ($1, $2, $3, now() + make_interval(secs => $4))
  ON CONFLICT (key_id, worker, platform) DO UPDATE SET present_until = EXCLUDED.present_until`;

const VANISH = `
  DELETE FROM worker_presences p WHERE p.key_id = $1 AND p.worker = $2 AND p.platform = $3 AND NOT EXISTS (
    SELECT 1 FROM channel_leases l
    WHERE l.key_id = p.key_id AND l.worker = p.worker AND l.platform = p.platform AND l.lease_until > now())`;

const COUNT = `SELECT count(*)::int AS workers FROM worker_presences WHERE platform = $1 AND present_until > now()`;

/** Held against whoever wants the channel, until the transaction ends. */
const HOLD = `
  SELECT worker FROM channel_leases
  WHERE account_id = $1 AND platform = $2 AND key_id = $3 AND fence = $4 AND lease_until > now() FOR SHARE`;

const HELD = `
  SELECT worker FROM channel_leases
  WHERE account_id = $1 AND platform = $2 AND key_id = $3 AND fence = $4 AND lease_until > now()`;

@Injectable()
export class LeasesRepository {
  constructor(private readonly lookups: LookupStatements) {}

  /** Those of the channels that are the worker's now; its own come before free ones. */
  take({ platform, accountIds, who: { worker, keyId }, ttl, most }: LeaseWish, tx: Tx): Promise<Lease[]> {
    return managerOf(tx).query<Lease[]>(TAKE, [platform, accountIds, worker, keyId, ttl, most]);
  }

  async giveBack(platform: BotPlatform, accountIds: readonly string[], who: WorkerRef, tx: Tx): Promise<void> {
    await managerOf(tx).query(GIVE_BACK, [platform, accountIds, who.worker, who.keyId]);
    await managerOf(tx).query(VANISH, [who.keyId, who.worker, platform]);
  }

  /** @param ttl seconds */
  async appear(platform: BotPlatform, { keyId, worker }: WorkerRef, ttl: number, tx: Tx): Promise<void> {
    await managerOf(tx).query(APPEAR, [keyId, worker, platform, ttl]);
  }

  async countWorkers(platform: BotPlatform, tx: Tx): Promise<number> {
    const [row] = await managerOf(tx).query<{ workers: number }[]>(COUNT, [platform]);
    return row?.workers ?? 0;
  }

  /** Its holder, when that is the lease at this moment. */
  async find({ accountId, platform, keyId, fence }: HeldLease): Promise<string | null> {
    const [row] = await this.lookups.rows<{ worker: string }>('lease_held', HELD, [accountId, platform, keyId, fence]);
    return row?.worker ?? null;
  }

  async hold({ accountId, platform, keyId, fence }: HeldLease, tx: Tx): Promise<string | null> {
    const [row] = await managerOf(tx).query<{ worker: string }[]>(HOLD, [accountId, platform, keyId, fence]);
    return row?.worker ?? null;
  }

  /** Nobody asks for those of long ago. */
  async forget(tx: Tx): Promise<void> {
    await managerOf(tx).query(`DELETE FROM worker_presences WHERE present_until < now() - interval '1 hour'`);
    await managerOf(tx).query(`DELETE FROM channel_leases WHERE lease_until < now() - interval '1 day'`);
  }
}
