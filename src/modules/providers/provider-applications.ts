import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { AppConfig } from '../../config/app-config.js';
import { providerVariable } from '../../config/provider-environment.js';
import { ClientSecretSeal } from './client-secret-seal.js';
import type { ProviderApplication, ProviderEndpoints } from './platform-adapter.js';
import { PlatformAdapters } from './platform-adapters.js';
import { endpointsOf } from './provider-endpoints.rules.js';
import { providerNotConfigured } from './providers.errors.js';
import { PlatformStandings } from './platform-standings.js';
import type { ApplicationSource, PlatformStanding, StoredApplication } from './providers.types.js';

interface Registered {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface FoundApplication {
  readonly source: ApplicationSource;
  /** Not a secret; null without an application. */
  readonly clientId: string | null;
  readonly application: ProviderApplication | null;
}

/** The application registered at each platform: what an admin stored, else that of the environment. */
@Injectable()
export class ProviderApplications {
  private readonly ofEnvironment = new Map<BotPlatform, FoundApplication>();
  private readonly endpoints = new Map<BotPlatform, ProviderEndpoints>();

  constructor(
    private readonly standings: PlatformStandings,
    private readonly seal: ClientSecretSeal,
    private readonly adapters: PlatformAdapters,
    private readonly config: AppConfig,
  ) {}

  /** Sees every change committed before the call. Of a platform with static tokens there always is one, without id and secret. */
  async of(platform: BotPlatform): Promise<ProviderApplication | null> {
    const { stored } = await this.standings.find(platform, null);
    return this.read(platform, stored).application;
  }

  /** @throws AppError provider_not_configured */
  async require(platform: BotPlatform): Promise<ProviderApplication> {
    return this.required(platform, await this.standings.find(platform, null));
  }

  /** @throws AppError provider_not_configured */
  required(platform: BotPlatform, { stored }: PlatformStanding): ProviderApplication {
    const { application } = this.read(platform, stored);
    if (!application) throw providerNotConfigured(platform);
    return application;
  }

  /** What a stored row and the environment come to. A stored secret that cannot be opened never falls back to another application. */
  read(platform: BotPlatform, row: StoredApplication | null): FoundApplication {
    if (row?.clientId && row.clientSecret) {
      const { clientId } = row;
      const clientSecret = this.seal.open(row.clientSecret, platform);
      if (clientSecret === null) return { source: 'unreadable', clientId, application: null };
      return { source: 'stored', clientId, application: this.withEndpoints(platform, { clientId, clientSecret }) };
    }
    return kept(this.ofEnvironment, platform, () => this.readEnvironment(platform));
  }

  private readEnvironment(platform: BotPlatform): FoundApplication {
    const [clientId, clientSecret] = [this.variable(platform, 'CLIENT_ID'), this.variable(platform, 'CLIENT_SECRET')];
    if (clientId !== null && clientSecret !== null) {
      return { source: 'environment', clientId, application: this.withEndpoints(platform, { clientId, clientSecret }) };
    }
    const needsNone = this.adapters.adapterOf(platform).auth === 'static';
    const application = needsNone ? this.withEndpoints(platform, { clientId: '', clientSecret: '' }) : null;
    return { source: 'none', clientId: null, application };
  }

  private withEndpoints(platform: BotPlatform, registered: Registered): ProviderApplication {
    const endpoints = kept(this.endpoints, platform, () => this.readEndpoints(platform));
    return { platform, ...registered, endpoints };
  }

  private readEndpoints(platform: BotPlatform): ProviderEndpoints {
    return endpointsOf(platform, {
      authorizeUrl: this.variable(platform, 'AUTHORIZE_URL'),
      tokenUrl: this.variable(platform, 'TOKEN_URL'),
      refreshUrl: this.variable(platform, 'REFRESH_URL'),
      revokeUrl: this.variable(platform, 'REVOKE_URL'),
      validateUrl: this.variable(platform, 'VALIDATE_URL'),
      apiUrl: this.variable(platform, 'API_URL'),
    });
  }

  private variable(platform: BotPlatform, ending: Parameters<typeof providerVariable>[1]): string | null {
    return this.config.settings[providerVariable(platform, ending)] ?? null;
  }
}

/** The configuration never changes: what it says of a platform is read once. */
function kept<T>(known: Map<BotPlatform, T>, platform: BotPlatform, read: () => T): T {
  const value = known.get(platform) ?? read();
  known.set(platform, value);
  return value;
}
