import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../../common/platforms.js';
import type { ConnectPurpose, Grant } from '../platform-adapter.js';
import { PlatformAdapters } from '../platform-adapters.js';
import type { AuthorizationAnswer } from './code-flow.js';
import { ConnectStrategy, type ConnectContext } from './connect-strategy.js';
import { KickStrategy } from './kick.strategy.js';
import { TrovoStrategy } from './trovo.strategy.js';
import { TwitchStrategy } from './twitch.strategy.js';
import { YoutubeStrategy } from './youtube.strategy.js';

const STRATEGIES: Readonly<Record<BotPlatform, typeof ConnectStrategy>> = {
  twitch: TwitchStrategy,
  youtube: YoutubeStrategy,
  kick: KickStrategy,
  trovo: TrovoStrategy,
  // Never run: its token is static.
  discord: ConnectStrategy,
};

/** The flows in which bots and channels are connected. Nobody signs in by them. */
@Injectable()
export class ConnectStrategies {
  constructor(private readonly adapters: PlatformAdapters) {}

  /** See CodeFlow.begin. */
  begin(
    platform: BotPlatform,
    purpose: ConnectPurpose,
    context: ConnectContext,
  ): Promise<{ readonly url: string; readonly state: string }> {
    return this.strategyOf(platform, purpose, context).begin();
  }

  /** See CodeFlow.end. */
  finish(
    platform: BotPlatform,
    purpose: ConnectPurpose,
    answer: AuthorizationAnswer,
    context: ConnectContext,
  ): Promise<Grant> {
    return this.strategyOf(platform, purpose, context).end(answer);
  }

  private strategyOf(platform: BotPlatform, purpose: ConnectPurpose, context: ConnectContext): ConnectStrategy {
    const Platform = STRATEGIES[platform];
    return new Platform(this.adapters.adapterOf(platform), purpose, context);
  }
}
