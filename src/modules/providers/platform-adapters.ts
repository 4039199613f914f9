import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { AppConfig } from '../../config/app-config.js';
import { DiscordAdapter } from './adapters/discord.js';
import { KickAdapter } from './adapters/kick.js';
import { TrovoAdapter } from './adapters/trovo.js';
import { TwitchAdapter } from './adapters/twitch.js';
import { YoutubeAdapter } from './adapters/youtube.js';
import type { PlatformAdapter } from './platform-adapter.js';
import { PlatformCalls } from './platform-calls.js';

/** The one adapter of each platform. */
@Injectable()
export class PlatformAdapters {
  private readonly adapters: Readonly<Record<BotPlatform, PlatformAdapter>>;

  constructor(calls: PlatformCalls, config: AppConfig) {
    this.adapters = {
      twitch: new TwitchAdapter(calls),
      youtube: new YoutubeAdapter(calls),
      kick: new KickAdapter(calls),
      trovo: new TrovoAdapter(calls),
      discord: new DiscordAdapter(calls, config.publicUrl),
    };
  }

  adapterOf(platform: BotPlatform): PlatformAdapter {
    return this.adapters[platform];
  }
}
