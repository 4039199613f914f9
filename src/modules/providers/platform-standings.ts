import { Injectable } from '@nestjs/common';
import type { Seen } from '../../common/access/seen.js';
import { Metrics } from '../../common/metrics/metrics.js';
import type { BotPlatform } from '../../common/platforms.js';
import { RememberedLookup } from '../../database/remembered-lookup.js';
import { PlatformFlagsRepository, type StandingQuestion } from './platform-flags.repository.js';
import type { PlatformStanding } from './providers.types.js';

/** All that is stored about a platform, as every call of it needs it; who asks at the same moment is answered by one statement. */
@Injectable()
export class PlatformStandings {
  private readonly standings: RememberedLookup<StandingQuestion, PlatformStanding>;

  constructor(repository: PlatformFlagsRepository, metrics: Metrics) {
    this.standings = new RememberedLookup((questions) => repository.findStandings(questions), {
      textOf: ({ platform, accountId }) => `${platform}:${accountId ?? ''}`,
      observe: metrics.batchObserver('platform_standing'),
      until: () => Infinity,
    });
  }

  /**
   * Sees every change committed before the call, or before the request that asks.
   *
   * @param accountId null: as it is for nobody's account
   */
  find(
    platform: BotPlatform,
    accountId: string | null,
    seen: Seen | null = null,
  ): PlatformStanding | Promise<PlatformStanding> {
    return this.standings.find({ platform, accountId }, seen);
  }
}
