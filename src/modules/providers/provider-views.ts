import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { EVERYTHING_ALLOWED } from './platform-flags.rules.js';
import { PlatformAdapters } from './platform-adapters.js';
import { ProviderApplications } from './provider-applications.js';
import type { StoredProvider } from './providers.repository.js';
import type { ProviderView } from './providers.types.js';

/** A platform as its admins see it: never a secret. */
@Injectable()
export class ProviderViews {
  constructor(
    private readonly applications: ProviderApplications,
    private readonly adapters: PlatformAdapters,
  ) {}

  of(platform: BotPlatform, row: StoredProvider | null): ProviderView {
    const { source, clientId } = this.applications.read(platform, row);
    const { use, botEnabled, channelEnabled, loginEnabled } = row ?? EVERYTHING_ALLOWED;
    return {
      platform,
      auth: this.adapters.adapterOf(platform).auth,
      source,
      clientId,
      use,
      botEnabled,
      channelEnabled,
      loginEnabled,
      updatedAt: row?.updatedAt ?? null,
    };
  }
}
