import { Inject, Injectable } from '@nestjs/common';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { Metrics } from '../../../common/metrics/metrics.js';
import type { BotPlatform } from '../../../common/platforms.js';
import type { Tx } from '../../../database/transactions.js';
import { AuditService, PROGRAM_ACTOR } from '../../audit/index.js';
import type { PlatformFailureKind } from '../../providers/index.js';
import { GLOBAL_ACCOUNT } from '../connection.types.js';
import type { StatusChange } from './credentials.repository.js';
import type { CredentialRow } from './credentials.types.js';

/** What became of an exchange: a failure of the platform, or what we made of its answer. */
export type ExchangeOutcome = PlatformFailureKind | 'stored' | 'superseded' | 'altered';

/** Tells of what happens to credentials: the audit, of each change of state; metrics and the log, of each exchange. */
@Injectable()
export class CredentialChanges {
  private readonly countExchange: (...labels: string[]) => void;
  private readonly countChange: (...labels: string[]) => void;

  constructor(
    private readonly audit: AuditService,
    metrics: Metrics,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {
    this.countExchange = metrics.counter(
      'understudy_credential_exchanges_total',
      'Refresh tokens that were exchanged',
      ['platform', 'outcome'],
    );
    this.countChange = metrics.counter('understudy_connection_status_changes_total', 'Connections that changed state', [
      'platform',
      'status',
    ]);
  }

  /** In the transaction of the change; nothing when the state stays. */
  async record(
    { table, id, accountId, platform }: CredentialRow,
    { from, to }: StatusChange,
    reason: string | null,
    tx: Tx,
  ): Promise<void> {
    if (from === to) return;
    await this.audit.record(
      {
        actor: PROGRAM_ACTOR,
        action: 'connection.status_changed',
        accountId: accountId === GLOBAL_ACCOUNT ? null : accountId,
        target: { kind: table === 'bot_connections' ? 'bot_connection' : 'channel_connection', id },
        details: { platform, from, to, reason },
      },
      tx,
    );
    this.countChange(platform, to);
  }

  exchanged(platform: BotPlatform, outcome: ExchangeOutcome): void {
    this.countExchange(platform, outcome);
  }

  /** Nobody but an operator can mend this, and no connection is to blame. */
  applicationRefused(platform: BotPlatform): void {
    this.logger.warn(
      { platform },
      'the platform refuses our application, or none is configured: its credentials must be mended, connections stay as they are',
    );
  }

  /** A sealed value that was altered or moved is somebody's doing, not an outage. */
  alarm(platform: BotPlatform, connectionId: string): void {
    this.logger.error({ platform, connection: connectionId }, 'a credential was altered or moved; it is not used');
  }

  failed(platform: BotPlatform, error: unknown, message: string): void {
    this.logger.warn({ platform, err: error }, message);
  }
}
