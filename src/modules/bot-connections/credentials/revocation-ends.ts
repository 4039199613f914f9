import { Injectable } from '@nestjs/common';
import { tail } from '../../../common/logging/logger.js';
import { Metrics } from '../../../common/metrics/metrics.js';
import { Transactions } from '../../../database/transactions.js';
import { AuditService, PROGRAM_ACTOR } from '../../audit/index.js';
import { GLOBAL_ACCOUNT } from '../connection.types.js';
import { RevocationsRepository, type Revocation } from './revocations.repository.js';
import { homeNamed, type RevocationEnd } from './revocations.rules.js';

/** `spared`: another connection speaks as the same identity. `unreadable`: its key is missing, or it was altered. */
export type RevocationOutcome = RevocationEnd | 'spared' | 'unreadable';

/** Ends revocations: the row goes, and the audit tells how. */
@Injectable()
export class RevocationEnds {
  private readonly count: (...labels: string[]) => void;

  constructor(
    private readonly transactions: Transactions,
    private readonly revocations: RevocationsRepository,
    private readonly audit: AuditService,
    metrics: Metrics,
  ) {
    this.count = metrics.counter(
      'understudy_platform_revocations_total',
      'Credentials that platforms were told to forget',
      ['platform', 'outcome'],
    );
  }

  async record(revocation: Revocation, outcome: RevocationOutcome): Promise<void> {
    const { id, platform, subjectId, attempts, sealedAt } = revocation;
    const home = homeNamed(sealedAt);
    const accountId = home === null || home.accountId === GLOBAL_ACCOUNT ? null : home.accountId;
    await this.transactions.run(async (tx) => {
      if (!(await this.revocations.remove(id, tx))) return;
      await this.audit.record(
        {
          actor: PROGRAM_ACTOR,
          action: 'credential.revoked',
          accountId,
          outcome: outcome === 'revoked' ? 'done' : outcome === 'spared' ? 'refused' : 'failed',
          target: home === null ? undefined : { kind: home.table.replace(/s$/, ''), id: home.id },
          details: { platform, platform_user_id: tail(subjectId), attempts, because: outcome },
        },
        tx,
      );
    });
    this.count(platform, outcome);
  }
}
