import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, type Tx } from '../../database/transactions.js';
import type { DeliveredCommand } from './worker.types.js';

/** Whose commands a stream carries. */
export interface Listener {
  readonly keyId: string;
  readonly platform: BotPlatform;
  /** null = of every worker with this key. */
  readonly worker: string | null;
}

const MINE = `
  l.account_id = c.account_id AND l.platform = c.platform AND l.platform = $1 AND l.key_id = $2
  AND ($3::text IS NULL OR l.worker = $3) AND l.lease_until > now()
  AND c.settled_at IS NULL AND c.claimed_at IS NULL AND c.deadline > now()`;

/** Never delivered, or to somebody who no longer has the channel. */
const WAITING = `(c.status = 'queued' OR c.delivered_fence IS DISTINCT FROM l.fence)`;

const VIEW = `id, seq::float8, kind, account_id AS "accountId", platform, payload, deadline, fence::float8`;

const ANY_WAITING = `
  SELECT EXISTS (SELECT 1 FROM bot_commands c, channel_leases l WHERE ${MINE} AND ${WAITING}) AS waiting`;

const DELIVER = `
  WITH given AS (
    UPDATE bot_commands c SET status = 'delivered', delivered_at = now(), delivered_to = l.worker, delivered_fence = l.fence
    FROM channel_leases l WHERE ${MINE} AND ${WAITING}
    RETURNING c.id, c.seq, c.kind, c.account_id, c.platform, c.payload, c.deadline, l.fence
  ) SELECT ${VIEW} FROM given ORDER BY seq`;

/** What this holder was given before and has not begun: its stream may have broken before it read them. */
const AGAIN = `
  SELECT c.id, c.seq::float8, c.kind, c.account_id AS "accountId", c.platform, c.payload, c.deadline, l.fence::float8
  FROM bot_commands c, channel_leases l
  WHERE ${MINE} AND c.status = 'delivered' AND c.delivered_fence = l.fence AND c.seq > $4 ORDER BY c.seq`;

/** Commands on their way. A number of the stream is given before it is visible, so what was never delivered is sent whatever its number. */
@Injectable()
export class DeliveriesRepository {
  constructor(private readonly lookups: LookupStatements) {}

  async isWaiting({ platform, keyId, worker }: Listener): Promise<boolean> {
    const values = [platform, keyId, worker];
    const [row] = await this.lookups.rows<{ waiting: boolean }>('commands_waiting', ANY_WAITING, values);
    return row?.waiting ?? false;
  }

  deliver({ platform, keyId, worker }: Listener, tx: Tx): Promise<DeliveredCommand[]> {
    return managerOf(tx).query<DeliveredCommand[]>(DELIVER, [platform, keyId, worker]);
  }

  /** @param after number of the last one that the reader has */
  again({ platform, keyId, worker }: Listener, after: number): Promise<DeliveredCommand[]> {
    return this.lookups.rows<DeliveredCommand>('commands_again', AGAIN, [platform, keyId, worker, after]);
  }
}
