import { Injectable } from '@nestjs/common';
import { Metrics } from '../../common/metrics/metrics.js';
import type { BotPlatform } from '../../common/platforms.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { PlatformFlags } from '../providers/index.js';
import {
  ConnectionLookupsRepository,
  type AccountOnPlatform,
  type Candidates,
} from './connection-lookups.repository.js';
import type { Resolution } from './connection.types.js';
import { judgeResolution } from './resolution.rules.js';

/** Whose bot acts for an account on a platform: its own, else the global one, else none; always with the reason. */
@Injectable()
export class BotResolution {
  private readonly candidates: BatchedLookup<AccountOnPlatform, Candidates>;

  constructor(
    lookups: ConnectionLookupsRepository,
    private readonly flags: PlatformFlags,
    metrics: Metrics,
  ) {
    this.candidates = new BatchedLookup((asked) => lookups.candidates(asked), {
      textOf: ({ accountId, platform }) => `${accountId} ${platform}`,
      observe: metrics.batchObserver('bot_resolution'),
    });
  }

  async resolve(accountId: string, platform: BotPlatform): Promise<Resolution> {
    const [flag, { fallback, custom, global }] = await Promise.all([
      this.flags.judge(platform, 'bot', accountId),
      this.candidates.find({ accountId, platform }),
    ]);
    const reason = judgeResolution({
      stopped: flag === 'stopped',
      fallback,
      custom: custom?.status ?? null,
      global: global?.status ?? null,
    });
    const connection = reason === 'custom' ? custom : reason === 'global' ? global : null;
    return { reason, connection };
  }
}
