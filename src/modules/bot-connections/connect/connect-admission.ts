import { Injectable } from '@nestjs/common';
import { PlatformFlags, refusalOfNew } from '../../providers/index.js';
import { platformHasNoChannel, platformUsesStaticToken } from '../connections.errors.js';
import type { ConnectTarget } from './connect.types.js';
import { PlatformConnect } from './platform-connect.js';

/** Whether anything may be connected now. Connections that exist are not asked about: they go on unless all use is stopped. */
@Injectable()
export class ConnectAdmission {
  constructor(
    private readonly flags: PlatformFlags,
    private readonly platforms: PlatformConnect,
  ) {}

  /** @throws AppError platform_uses_static_token, platform_has_no_channel, and what `requireOpen` refuses with */
  async requireFlow(target: ConnectTarget): Promise<void> {
    if (this.platforms.isStatic(target.platform)) {
      throw target.purpose === 'channel' ? platformHasNoChannel() : platformUsesStaticToken();
    }
    await this.requireOpen(target);
  }

  /** @throws AppError platform_off, platform_blocks_new */
  async requireOpen({ platform, purpose, accountId }: ConnectTarget): Promise<void> {
    const kind = purpose === 'channel' ? 'channel' : 'bot';
    const refusal = refusalOfNew(platform, await this.flags.judge(platform, kind, accountId));
    if (refusal) throw refusal;
  }
}
