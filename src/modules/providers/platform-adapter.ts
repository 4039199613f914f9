import type { BotPlatform, SignInPlatform } from '../../common/platforms.js';

/** The application registered at the platform, and where the platform is. Every URL is fixed by configuration. */
export interface ProviderApplication {
  readonly platform: BotPlatform;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly endpoints: ProviderEndpoints;
}

export interface ProviderEndpoints {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly refreshUrl: string;
  readonly revokeUrl: string;
  readonly validateUrl: string;
  readonly apiUrl: string;
}

/** What a token endpoint gave us, in one shape for all platforms. */
export interface Grant {
  readonly accessToken: string;
  /** null: the reply had none, so the one we hold stays. */
  readonly refreshToken: string | null;
  /** Seconds; null: the reply did not say. */
  readonly expiresIn: number | null;
  /** null: the reply did not say. */
  readonly scopes: readonly string[] | null;
}

/** Whom a token speaks as, in the platform's own words. `id` never changes for one identity, the others may. */
export interface PlatformIdentity {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
}

/**
 * Why a platform call failed. `dead`: it refused the grant for good. `config`: our application's credentials are wrong. `throttled`: too
 * many calls, or quota. `transient`: it answered that it cannot now (5xx, HTML, empty). `lost`: no whole answer came, so it may have acted.
 * `refused`: it answered no to this call (a scope, a parameter), which says nothing about the grant.
 */
export type PlatformFailureKind = 'dead' | 'config' | 'throttled' | 'transient' | 'lost' | 'refused';

/** Whom we call: as a bot, or to learn who signed in. */
export type CalledPlatform = BotPlatform | SignInPlatform;

/** Never holds what the platform wrote: that text may carry tokens. */
export class PlatformFailure extends Error {
  constructor(
    readonly platform: CalledPlatform,
    readonly kind: PlatformFailureKind,
    /** The status it answered with; null: none came. */
    readonly status: number | null = null,
    /** Seconds, from `Retry-After`. */
    readonly retryAfter: number | null = null,
    /** `no_channel`: the person has none on this platform, so there is nobody to speak as. */
    readonly reason: 'no_channel' | null = null,
  ) {
    super(`${platform}: ${kind}${status === null ? '' : ` (${String(status)})`}`);
  }
}

export type ConnectPurpose = 'bot' | 'channel' | 'global_bot';

export interface AuthorizationCode {
  readonly code: string;
  readonly redirectUri: string;
  /** PKCE (RFC 7636); null where the platform does not take it. */
  readonly verifier: string | null;
}

/** One platform and its quirks. Every call has a deadline (10 s; 3 s for `refresh`) and throws `PlatformFailure` alone. */
export interface PlatformAdapter {
  readonly platform: BotPlatform;
  /** `static`: a token made in the platform's portal, never refreshed. */
  readonly auth: 'oauth' | 'static';
  readonly pkce: boolean;
  /** What each purpose asks for. */
  readonly scopes: Readonly<Record<ConnectPurpose, readonly string[]>>;
  /** How long the platform still takes a refresh token that it has replaced, in seconds; 0: not at all, null: it never replaces one. */
  readonly refreshGrace: number | null;
  exchange(application: ProviderApplication, code: AuthorizationCode): Promise<Grant>;
  refresh(application: ProviderApplication, refreshToken: string): Promise<Grant>;
  identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity>;
  /** Whether the platform still knows the token; `PlatformFailure` `dead` when it does not. */
  validate(application: ProviderApplication, accessToken: string): Promise<void>;
  revoke(application: ProviderApplication, tokens: { accessToken: string; refreshToken: string | null }): Promise<void>;
  /** What every API call of this platform carries. */
  apiHeaders(application: ProviderApplication, accessToken: string): Readonly<Record<string, string>>;
}
