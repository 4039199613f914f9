import { PlatformFailure, type PlatformIdentity, type ProviderApplication } from '../platform-adapter.js';
import { dig, textAt } from '../platform-json.rules.js';
import { OAuthAdapter } from './oauth-adapter.js';

/** Kick: docs.kick.com, "OAuth 2.1" and "Users". Id and secret go in the form: Basic is answered with 400. */
export class KickAdapter extends OAuthAdapter {
  readonly platform = 'kick';
  readonly pkce = true;
  readonly scopes = {
    // user:read, as nothing else tells whose token it is.
    bot: ['chat:write', 'user:read'],
    global_bot: ['chat:write', 'user:read'],
    channel: ['user:read', 'channel:read', 'chat:write', 'events:subscribe'],
  };
  /** Since 2025-11-25 a replaced token is taken again, for a time that is not documented: no more than a minute is counted on. */
  readonly refreshGrace = 60;

  async identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity> {
    const json = await this.get(`${application.endpoints.apiUrl}/users`, this.apiHeaders(application, accessToken));
    const name = textAt(json, 'data', 0, 'name');
    return this.identity(textAt(json, 'data', 0, 'user_id'), name, name);
  }

  /** The token under test authenticates the question; a dead one may also be told with 200 and `active: false`. */
  async validate({ endpoints }: ProviderApplication, accessToken: string): Promise<void> {
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
    const json = await this.calls.api('kick', { method: 'POST', url: endpoints.validateUrl, headers });
    if (dig(json, 'data', 'active') === false) throw new PlatformFailure('kick', 'dead', 200);
  }

  /** In the query, and with this spelling of the hint, as documented. */
  async revoke(
    { endpoints }: ProviderApplication,
    { accessToken, refreshToken }: { accessToken: string; refreshToken: string | null },
  ): Promise<void> {
    const tokens = [
      { token: refreshToken, token_hint_type: 'refresh_token' },
      { token: accessToken, token_hint_type: 'access_token' },
    ];
    for (const { token, token_hint_type } of tokens) {
      if (token === null) continue;
      const query = new URLSearchParams({ token, token_hint_type }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await this.revoked({ method: 'POST', url: `${endpoints.revokeUrl}?${query}`, headers });
    }
  }
}
