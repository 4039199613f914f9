import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import type { BotPlatform } from '../../../common/platforms.js';
import {
  asCodeRefusal,
  asIdentityRefusal,
  ConnectStrategies,
  PlatformAdapters,
  platformError,
  PlatformFailure,
  ProviderApplications,
  whyRefused,
  type ConnectPurpose,
  type Grant,
  type ProviderApplication,
} from '../../providers/index.js';
import { staticTokenRefused } from '../connections.errors.js';
import { storableIdentity } from '../identity.rules.js';
import type { AuthorizationAnswer, NewCredential, PendingConnect } from './connect.types.js';

/** The part of a connection that happens at the platform. Nothing here is stored, and no database connection is held. */
@Injectable()
export class PlatformConnect {
  constructor(
    private readonly applications: ProviderApplications,
    private readonly adapters: PlatformAdapters,
    private readonly strategies: ConnectStrategies,
    private readonly config: AppConfig,
  ) {}

  isStatic(platform: BotPlatform): boolean {
    return this.adapters.adapterOf(platform).auth === 'static';
  }

  /**
   * @param keep stores what the flow must know again, and gives it a state
   * @throws AppError provider_not_configured
   */
  async begin(
    platform: BotPlatform,
    purpose: ConnectPurpose,
    keep: (verifier: string | null) => Promise<string>,
  ): Promise<{ readonly url: string; readonly state: string }> {
    const application = await this.applications.require(platform);
    const store = { keep, take: () => Promise.resolve(null) };
    const redirectUri = this.redirectUri(platform, purpose);
    return this.strategies.begin(platform, purpose, { application, redirectUri, store });
  }

  /**
   * Exchanges the code, and asks the platform whom the token speaks as. The state is taken already.
   *
   * @throws AppError provider_not_configured, connect_state_invalid, connect_code_refused, platform_channel_missing,
   *   platform_refused, platform_unavailable
   */
  async redeem({ platform, purpose, verifier }: PendingConnect, answer: AuthorizationAnswer): Promise<NewCredential> {
    const application = await this.applications.require(platform);
    const store = {
      keep: () => Promise.reject(new Error('This flow has begun')),
      take: () => Promise.resolve({ verifier }),
    };
    const context = { application, redirectUri: this.redirectUri(platform, purpose), store };
    const grant = await this.strategies.finish(platform, purpose, answer, context).catch(asCodeRefusal);
    // RFC 6749 section 5.1: a reply without scopes grants those that were asked for.
    const scopes = grant.scopes ?? this.adapters.adapterOf(platform).scopes[purpose];
    return this.identified(application, { ...grant, scopes }, asIdentityRefusal);
  }

  /**
   * A token that was made in the platform's portal.
   *
   * @throws AppError provider_not_configured, static_token_refused, platform_refused, platform_unavailable
   */
  async check(platform: BotPlatform, token: string): Promise<NewCredential> {
    const application = await this.applications.require(platform);
    const grant = { accessToken: token, refreshToken: null, expiresIn: null, scopes: [] };
    return this.identified(application, grant, asTokenRefusal);
  }

  private async identified(
    application: ProviderApplication,
    grant: Grant & { readonly scopes: readonly string[] },
    refusal: (failure: unknown) => never,
  ): Promise<NewCredential> {
    const { platform } = application;
    const adapter = this.adapters.adapterOf(platform);
    const identity = storableIdentity(await adapter.identify(application, grant.accessToken).catch(refusal));
    if (!identity) throw platformError(new PlatformFailure(platform, 'transient'));
    return { platform, grant, identity };
  }

  /** Registered at the platform, so it is fixed. A global bot is a bot there. */
  private redirectUri(platform: BotPlatform, purpose: ConnectPurpose): string {
    const kind = purpose === 'channel' ? 'channel' : 'bot';
    return `${this.config.publicUrl}/v1/oauth/${platform}/${kind}/callback`;
  }
}

/** When a token is checked that somebody pasted. */
function asTokenRefusal(failure: unknown): never {
  throw whyRefused(failure, staticTokenRefused);
}
