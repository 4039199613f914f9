import { Injectable } from '@nestjs/common';
import { Metrics } from '../../common/metrics/metrics.js';
import type { BotPlatform } from '../../common/platforms.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { PlatformFlagsRepository, type StandingQuestion } from './platform-flags.repository.js';
import type { PlatformStanding } from './providers.types.js';

/** All that is stored about a platform, as every call of it needs it; who asks at the same moment is answered by one statement. */
@Injectable()
export class PlatformStandings {
  private readonly standings: BatchedLookup<StandingQuestion, PlatformStanding>;

  constructor(repository: PlatformFlagsRepository, metrics: Metrics) {
    this.standings = new BatchedLookup((questions) => repository.findStandings(questions), {
      textOf: ({ platform, accountId }) => `${platform}:${accountId ?? ''}`,
      observe: metrics.batchObserver('platform_standing'),
    });
  }

  /** Sees every change committed before the call. @param accountId null: as it is for nobody's account */
  find(platform: BotPlatform, accountId: string | null): Promise<PlatformStanding> {
    return this.standings.find({ platform, accountId });
  }
}
