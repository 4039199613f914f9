import { Injectable } from '@nestjs/common';
import { BOT_PLATFORMS, type BotPlatform } from '../../common/platforms.js';
import { PlatformAdapters } from './platform-adapters.js';
import { PlatformFlags } from './platform-flags.js';
import { ProviderApplications } from './provider-applications.js';
import type { ConnectionKind, Offer } from './providers.types.js';

/** What anybody could connect now. */
@Injectable()
export class ProviderOffers {
  constructor(
    private readonly adapters: PlatformAdapters,
    private readonly applications: ProviderApplications,
    private readonly flags: PlatformFlags,
  ) {}

  /** The platforms that have an application and take new connections of this kind, for accounts without rules of their own. */
  async list(kind: ConnectionKind): Promise<Offer[]> {
    const offered = await Promise.all(BOT_PLATFORMS.map((platform) => this.isOpen(platform, kind, null)));
    return BOT_PLATFORMS.filter((_, place) => offered[place]).map((platform) => {
      return { platform, auth: this.adapters.adapterOf(platform).auth };
    });
  }

  /**
   * Whether a new connection can be made. A static token speaks as a bot, and as nobody else.
   *
   * @param accountId whose own rules count; null = nobody's
   */
  async isOpen(platform: BotPlatform, kind: ConnectionKind, accountId: string | null): Promise<boolean> {
    if (this.adapters.adapterOf(platform).auth === 'static' && kind !== 'bot') return false;
    const [application, verdict] = await Promise.all([
      this.applications.of(platform),
      this.flags.judge(platform, kind, accountId),
    ]);
    return application !== null && verdict === 'allowed';
  }
}
