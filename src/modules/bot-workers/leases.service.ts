import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { LeasesRepository } from './leases.repository.js';
import type { Lease, LeaseWish } from './worker.types.js';

export interface Leased {
  readonly leases: readonly Lease[];
  /** Workers of the platform at this moment, this one among them. */
  readonly workers: number;
}

/** Who sits in which channel: one worker each, for a while. */
@Injectable()
export class LeasesService {
  constructor(
    private readonly leases: LeasesRepository,
    private readonly transactions: Transactions,
  ) {}

  /** Takes and renews what is free or its own already; the rest belongs to others, or wants no bot. */
  lease(wish: LeaseWish): Promise<Leased> {
    const { platform, accountIds, who, ttl } = wish;
    return this.transactions.run(async (tx) => {
      if (ttl === 0) await this.leases.giveBack(platform, accountIds, who, tx);
      else await this.leases.appear(platform, who, ttl, tx);
      const leases = ttl === 0 ? [] : await this.leases.take(wish, tx);
      return { leases, workers: await this.leases.countWorkers(platform, tx) };
    });
  }
}
