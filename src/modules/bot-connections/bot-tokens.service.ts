import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { platformOff } from '../providers/index.js';
import { BotResolution } from './bot-resolution.service.js';
import type { FreshCredential, Resolution } from './connection.types.js';
import { botDisabled, botNeedsReauth, botNotConnected } from './credentials/credentials.errors.js';
import { FreshCredentials } from './credentials/fresh-credentials.js';

/** The only way in for whoever speaks as the bot of an account. */
@Injectable()
export class BotTokens {
  constructor(
    private readonly resolution: BotResolution,
    private readonly credentials: FreshCredentials,
  ) {}

  /**
   * The account's own bot, else the global one, with a credential that can be used now.
   *
   * @throws AppError bot_not_connected, bot_needs_reauth, bot_disabled, platform_off, credential_unavailable
   */
  async getFreshBotToken(accountId: string, platform: BotPlatform): Promise<FreshCredential> {
    const resolution = await this.resolution.resolve(accountId, platform);
    if (!resolution.connection) throw refusalOf(resolution, platform);
    return this.credentials.of({ table: 'bot_connections', id: resolution.connection.id });
  }
}

function refusalOf({ reason }: Resolution, platform: BotPlatform): Error {
  switch (reason) {
    case 'platform_off':
      return platformOff(platform);
    case 'custom_needs_reauth':
    case 'global_needs_reauth':
      return botNeedsReauth(reason);
    case 'custom_disabled':
    case 'global_disabled':
      return botDisabled();
    case 'none':
    case 'custom':
    case 'global':
      return botNotConnected();
  }
}
