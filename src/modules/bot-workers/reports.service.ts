import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { ReportsRepository } from './reports.repository.js';
import type { ChannelReport } from './worker.types.js';
import { leaseLost } from './workers.errors.js';

const nameOf = ({ platform, accountId }: Pick<ChannelReport, 'platform' | 'accountId'>): string =>
  `${platform}/${accountId}`;

/** What workers say of their channels. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Of two about one channel the last one counts. What is refused does not keep the rest from being taken.
   *
   * @throws AppError lease_lost, naming the channels
   */
  take(keyId: string, said: readonly ChannelReport[]): Promise<void> {
    const reports = [...new Map(said.map((report) => [nameOf(report), report])).values()];
    return this.transactions.run(async (tx) => {
      const taken = new Set((await this.reports.write(keyId, reports, tx)).map(nameOf));
      const refused = reports.filter((report) => !taken.has(nameOf(report)));
      // Returned, not thrown: the others are committed.
      return refused.length > 0 ? leaseLost(refused) : undefined;
    });
  }
}
