import type { BotPlatform } from '../../../common/platforms.js';
import {
  PlatformFailure,
  type AuthorizationCode,
  type ConnectPurpose,
  type Grant,
  type PlatformAdapter,
  type PlatformIdentity,
  type ProviderApplication,
} from '../platform-adapter.js';
import { DEADLINE_MS, type PlatformCalls, type PlatformRequest } from '../platform-calls.js';

export type Params = Readonly<Record<string, string>>;

export const form = (url: string, params: Params): PlatformRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
  body: new URLSearchParams(params).toString(),
});

/** RFC 6749 section 4.1.3, with the verifier of RFC 7636. */
export function paramsOf({ code, redirectUri, verifier }: AuthorizationCode): Params {
  const params = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  return verifier === null ? params : { ...params, code_verifier: verifier };
}

/** What the platforms with OAuth share: RFC 6749 with id and secret in the form (section 2.3.1). */
export abstract class OAuthAdapter implements PlatformAdapter {
  readonly auth = 'oauth';
  abstract readonly platform: BotPlatform;
  abstract readonly pkce: boolean;
  abstract readonly scopes: Readonly<Record<ConnectPurpose, readonly string[]>>;
  abstract readonly refreshGrace: number | null;

  constructor(protected readonly calls: PlatformCalls) {}

  exchange(application: ProviderApplication, code: AuthorizationCode): Promise<Grant> {
    const request = this.tokenRequest(application, application.endpoints.tokenUrl, paramsOf(code));
    return this.calls.grant(this.platform, { ...request, deadlineMs: DEADLINE_MS.exchange });
  }

  refresh(application: ProviderApplication, refreshToken: string): Promise<Grant> {
    const params = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const request = this.tokenRequest(application, application.endpoints.refreshUrl, params);
    return this.calls.grant(this.platform, { ...request, deadlineMs: DEADLINE_MS.refresh });
  }

  abstract identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity>;
  abstract validate(application: ProviderApplication, accessToken: string): Promise<void>;
  abstract revoke(
    application: ProviderApplication,
    tokens: { accessToken: string; refreshToken: string | null },
  ): Promise<void>;

  apiHeaders(_application: ProviderApplication, accessToken: string): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${accessToken}` };
  }

  protected tokenRequest(
    { clientId, clientSecret }: ProviderApplication,
    url: string,
    params: Params,
  ): PlatformRequest {
    return form(url, { ...params, client_id: clientId, client_secret: clientSecret });
  }

  protected get(url: string, headers: Params): Promise<unknown> {
    return this.calls.api(this.platform, { method: 'GET', url, headers: { accept: 'application/json', ...headers } });
  }

  /** A token that the platform knows no more needs no revocation. */
  protected async revoked(request: PlatformRequest): Promise<void> {
    try {
      await this.calls.revoke(this.platform, request);
    } catch (failure) {
      if (!(failure instanceof PlatformFailure && isOver(failure))) throw failure;
    }
  }

  /** @throws PlatformFailure transient: a 200 that names nobody did not come from the platform's API */
  protected identity(id: string | null, login: string | null, displayName: string | null): PlatformIdentity {
    if (id === null || login === null) throw new PlatformFailure(this.platform, 'transient', 200);
    return { id, login, displayName: displayName ?? login };
  }
}

const isOver = ({ kind, status }: PlatformFailure): boolean =>
  kind === 'dead' || (kind === 'refused' && status === 400);
