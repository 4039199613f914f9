import { Injectable } from '@nestjs/common';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { BotPlatform } from '../../common/platforms.js';
import { ProviderOffers, type ConnectionKind } from '../providers/index.js';
import { BotResolution } from './bot-resolution.service.js';
import { ConnectionLookupsRepository } from './connection-lookups.repository.js';
import type { BotChannel, ChannelConnection } from './connection.types.js';

/** Which channels want a bot, and which bot speaks there. */
@Injectable()
export class BotChannels {
  constructor(
    private readonly lookups: ConnectionLookupsRepository,
    private readonly resolution: BotResolution,
    private readonly offers: ProviderOffers,
  ) {}

  /** By id of the channel's connection. The bots of a page are found with one statement. */
  async list(platform: BotPlatform, query: PageQuery): Promise<Page<BotChannel>> {
    const page = await readPage(query, (after, limit) => this.lookups.findBotEnabled(platform, after, limit));
    const items = page.items.map(async (channel) => ({
      channel,
      resolution: await this.resolution.resolve(channel.accountId, platform),
    }));
    return { items: await Promise.all(items), nextCursor: page.nextCursor };
  }

  /** The account's own channel, whether it wants a bot or not. */
  of(accountId: string, platform: BotPlatform): Promise<ChannelConnection | null> {
    return this.lookups.findChannel(accountId, platform);
  }

  /** Whether the account could connect a channel, or a bot of its own, there now. */
  canConnect(kind: ConnectionKind, accountId: string, platform: BotPlatform): Promise<boolean> {
    return this.offers.isOpen(platform, kind, accountId);
  }
}
