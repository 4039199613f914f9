import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import type { BotPlatform } from '../../common/platforms.js';
import { managerOf, type Tx } from '../../database/transactions.js';
import { ChannelReportEntity } from './channel-report.entity.js';
import type { ChannelRef, ChannelReport, LastReport, ReportChange } from './worker.types.js';

/**
 * Of those reports whose lease holds at this moment; the leases are held until the transaction ends, in their order. `before` is what was
 * there before, as all parts of one statement see the same: a report that lapsed meanwhile leaves its silence in the timeline.
 */
const WRITE = `
  WITH held AS (
    SELECT l.account_id, l.platform, l.worker, r.fence, r.state, r.code, r.detail, r.ttl, r.silence_id, r.change_id
    FROM channel_leases l
    JOIN unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::uuid[], $10::uuid[])
      AS r (account_id, platform, fence, state, code, detail, ttl, silence_id, change_id)
      ON r.account_id = l.account_id AND r.platform = l.platform AND r.fence = l.fence
    WHERE l.key_id = $1 AND l.lease_until > now()
    ORDER BY l.account_id, l.platform FOR SHARE OF l
  ), before AS (
    SELECT account_id, platform, worker, state, code, expires_at, expires_at <= now() AND state <> 'paused' AS silent
    FROM channel_reports WHERE (account_id, platform) IN (SELECT account_id, platform FROM held)
  ), written AS (
    INSERT INTO channel_reports AS c (account_id, platform, worker, fence, state, code, detail, expires_at)
    SELECT account_id, platform, worker, fence, state, code, detail, now() + make_interval(secs => ttl) FROM held
    ON CONFLICT (account_id, platform) DO UPDATE SET
      since = CASE WHEN c.expires_at > now() AND c.state = EXCLUDED.state AND c.code IS NOT DISTINCT FROM EXCLUDED.code
        THEN c.since ELSE now() END,
      worker = EXCLUDED.worker, fence = EXCLUDED.fence, state = EXCLUDED.state, code = EXCLUDED.code, detail = EXCLUDED.detail,
      last_seen_at = now(), expires_at = EXCLUDED.expires_at
    WHERE c.fence <= EXCLUDED.fence
    RETURNING account_id, platform
  ), silences AS (
    INSERT INTO channel_report_changes (id, account_id, platform, worker, state, code, at)
    SELECT h.silence_id, h.account_id, h.platform, b.worker, 'unreachable', 'report_expired', b.expires_at
    FROM held h JOIN written USING (account_id, platform) JOIN before b USING (account_id, platform) WHERE b.silent
  ), changed AS (
    INSERT INTO channel_report_changes (id, account_id, platform, worker, state, code)
    SELECT h.change_id, h.account_id, h.platform, h.worker, h.state, h.code
    FROM held h JOIN written USING (account_id, platform) LEFT JOIN before b USING (account_id, platform)
    WHERE b.silent OR (b.state, b.code) IS DISTINCT FROM (h.state, h.code)
  )
  SELECT account_id AS "accountId", platform FROM written`;

const LAST = `
  SELECT platform, worker, state, code, since, last_seen_at AS "lastSeenAt", expires_at AS "expiresAt", expires_at <= now() AS expired
  FROM channel_reports WHERE account_id = $1`;

const TIMELINE = `
  SELECT id, state, code, worker, at FROM channel_report_changes
  WHERE account_id = $1 AND platform = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`;

/** What nobody scrolls back to. */
const FORGET = `
  DELETE FROM channel_report_changes WHERE at < now() - interval '7 days' OR id IN (
    SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY account_id, platform ORDER BY id DESC) AS place FROM channel_report_changes
    ) AS numbered WHERE place > 500)`;

@Injectable()
export class ReportsRepository {
  constructor(@InjectRepository(ChannelReportEntity) private readonly rows: Repository<ChannelReportEntity>) {}

  /** Those that were taken: the others came from somebody whose lease is over. */
  write(keyId: string, reports: readonly ChannelReport[], tx: Tx): Promise<ChannelRef[]> {
    const ids = reports.map(() => ({ silence: newId(), change: newId() }));
    return managerOf(tx).query<ChannelRef[]>(WRITE, [
      keyId,
      reports.map(({ accountId }) => accountId),
      reports.map(({ platform }) => platform),
      reports.map(({ fence }) => fence),
      reports.map(({ state }) => state),
      reports.map(({ code }) => code),
      reports.map(({ detail }) => detail),
      reports.map(({ ttl }) => ttl),
      // In their order: the silence comes before what ended it.
      ids.map(({ silence }) => silence),
      ids.map(({ change }) => change),
    ]);
  }

  findLast(accountId: string): Promise<LastReport[]> {
    return this.rows.query<LastReport[]>(LAST, [accountId]);
  }

  /** Newest first. */
  timeline(accountId: string, platform: BotPlatform, before: string | null, limit: number): Promise<ReportChange[]> {
    return this.rows.query<ReportChange[]>(TIMELINE, [accountId, platform, before, limit]);
  }

  async forget(tx: Tx): Promise<void> {
    await managerOf(tx).query(FORGET);
  }
}
