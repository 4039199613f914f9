import { Injectable } from '@nestjs/common';
import { BOT_PLATFORMS, type BotPlatform } from '../../common/platforms.js';
import { BotConnectionsService } from './bot-connections.service.js';
import { BotResolution } from './bot-resolution.service.js';
import { ChannelConnectionsService } from './channel-connections.service.js';
import type { BotConnection, ResolutionReason } from './connection.types.js';

export interface BotConnectionStatus {
  readonly platform: BotPlatform;
  /** Whether a bot should sit in the account's channel; false without one. */
  readonly enabled: boolean;
  readonly reason: ResolutionReason;
  /** The login of the bot that acts there, the account's own or the global one; null = nobody does. */
  readonly botUsername: string | null;
  /** The account's own. */
  readonly connection: BotConnection | null;
}

/** How an account fares on every platform. */
@Injectable()
export class BotConnectionStatuses {
  constructor(
    private readonly bots: BotConnectionsService,
    private readonly channels: ChannelConnectionsService,
    private readonly resolution: BotResolution,
  ) {}

  async list(accountId: string): Promise<BotConnectionStatus[]> {
    const [bots, channels, resolutions] = await Promise.all([
      this.bots.list(accountId),
      this.channels.list(accountId),
      Promise.all(BOT_PLATFORMS.map((platform) => this.resolution.resolve(accountId, platform))),
    ]);
    return BOT_PLATFORMS.map((platform, i) => ({
      platform,
      enabled: channels.find((channel) => channel.platform === platform)?.botEnabled ?? false,
      reason: resolutions[i]?.reason ?? 'none',
      botUsername: resolutions[i]?.connection?.login ?? null,
      connection: bots.find((bot) => bot.platform === platform) ?? null,
    }));
  }
}
