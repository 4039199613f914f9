import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../../common/platforms.js';
import { PlatformAdapters, PlatformFailure, ProviderApplications, type Grant } from '../../providers/index.js';
import { CredentialChanges } from './credential-changes.js';

/** What the care for credentials asks of platforms; every failure comes as a word. */
@Injectable()
export class PlatformRequests {
  constructor(
    private readonly adapters: PlatformAdapters,
    private readonly applications: ProviderApplications,
    private readonly changes: CredentialChanges,
  ) {}

  /** See PlatformAdapter.refreshGrace. */
  graceOf(platform: BotPlatform): number | null {
    return this.adapters.adapterOf(platform).refreshGrace;
  }

  refresh(platform: BotPlatform, refreshToken: string): Promise<Grant | PlatformFailure> {
    return this.ask(platform, async () => {
      const application = await this.applications.of(platform);
      if (!application) throw new PlatformFailure(platform, 'config');
      return this.adapters.adapterOf(platform).refresh(application, refreshToken);
    });
  }

  /** null: the platform knows the token. */
  validate(platform: BotPlatform, accessToken: string): Promise<PlatformFailure | null> {
    return this.ask(platform, async () => {
      const application = await this.applications.of(platform);
      if (!application) throw new PlatformFailure(platform, 'config');
      await this.adapters.adapterOf(platform).validate(application, accessToken);
      return null;
    });
  }

  /** null: it is revoked, or was so before, or the platform has no such thing. */
  revoke(
    platform: BotPlatform,
    tokens: { accessToken: string; refreshToken: string | null },
  ): Promise<PlatformFailure | null> {
    return this.ask(platform, async () => {
      const adapter = this.adapters.adapterOf(platform);
      if (adapter.auth === 'static') return null;
      const application = await this.applications.of(platform);
      if (!application) throw new PlatformFailure(platform, 'config');
      await adapter.revoke(application, tokens);
      return null;
    });
  }

  /** What nobody foresaw counts as a lost answer: the platform may have acted. */
  private async ask<T>(platform: BotPlatform, question: () => Promise<T>): Promise<T | PlatformFailure> {
    try {
      return await question();
    } catch (error) {
      if (error instanceof PlatformFailure) return error;
      this.changes.failed(platform, error, 'a call of a platform failed in an unforeseen way');
      return new PlatformFailure(platform, 'lost');
    }
  }
}
