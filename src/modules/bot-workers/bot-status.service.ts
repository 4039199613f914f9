import { Injectable } from '@nestjs/common';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../common/platforms.js';
import { BotResolution, BotChannels, type BotType } from '../bot-connections/index.js';
import { judgeStatus, type StatusVerdict } from './bot-status.rules.js';
import { ReportsRepository } from './reports.repository.js';
import type { LastReport, ReportChange } from './worker.types.js';

export interface BotStatus extends StatusVerdict {
  readonly platform: BotPlatform;
  /** null = no channel. */
  readonly enabled: boolean | null;
  readonly botType: BotType | null;
  readonly botUsername: string | null;
  readonly since: Date | null;
  readonly lastSeenAt: Date | null;
  readonly worker: string | null;
}

/** Whether the bot of an account is in its channels right now. */
@Injectable()
export class BotStatusService {
  constructor(
    private readonly channels: BotChannels,
    private readonly resolution: BotResolution,
    private readonly reports: ReportsRepository,
  ) {}

  /** Of every platform. */
  async list(accountId: string): Promise<BotStatus[]> {
    const reports = await this.reports.findLast(accountId);
    const reportOf = (platform: BotPlatform): LastReport | null =>
      reports.find((report) => report.platform === platform) ?? null;
    return Promise.all(BOT_PLATFORMS.map((platform) => this.statusOf(accountId, platform, reportOf(platform))));
  }

  /** What was reported of a channel, newest first. */
  timeline(accountId: string, platform: BotPlatform, query: PageQuery): Promise<Page<ReportChange>> {
    return readPage(query, (before, limit) => this.reports.timeline(accountId, platform, before, limit));
  }

  private async statusOf(accountId: string, platform: BotPlatform, report: LastReport | null): Promise<BotStatus> {
    const [channel, { reason, connection }] = await Promise.all([
      this.channels.of(accountId, platform),
      this.resolution.resolve(accountId, platform),
    ]);
    const missing = channel === null ? 'channel' : reason === 'none' ? 'bot' : null;
    const connectable = missing !== null && (await this.channels.canConnect(missing, accountId, platform));
    const verdict = judgeStatus({ channel, reason, report, connectable });
    return {
      ...verdict,
      ...timesOf(verdict, report),
      platform,
      enabled: channel?.botEnabled ?? null,
      botType: connection?.botType ?? null,
      botUsername: connection?.login ?? null,
    };
  }
}

/** Of the report that is shown; of one that is over, when that began; else none. */
function timesOf(
  { observed, state }: StatusVerdict,
  report: LastReport | null,
): Pick<BotStatus, 'since' | 'lastSeenAt' | 'worker'> {
  if (!report) return { since: null, lastSeenAt: null, worker: null };
  const { since, expiresAt, lastSeenAt, worker } = report;
  if (observed) return { since, lastSeenAt, worker };
  return state === 'unreachable' ? { since: expiresAt, lastSeenAt, worker } : { since: null, lastSeenAt, worker: null };
}
