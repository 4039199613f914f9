import type { PlatformIdentity, ProviderApplication } from '../platform-adapter.js';
import { textAt } from '../platform-json.rules.js';
import { form, OAuthAdapter } from './oauth-adapter.js';

/** Twitch: dev.twitch.tv/docs/authentication/getting-tokens-oauth, …/refresh-tokens, …/validate-tokens, …/revoke-tokens. */
export class TwitchAdapter extends OAuthAdapter {
  readonly platform = 'twitch';
  /** Not documented there; the parameters are not sent. */
  readonly pkce = false;
  readonly scopes = {
    bot: ['chat:read', 'chat:edit', 'user:write:chat', 'user:bot', 'user:read:chat'],
    global_bot: ['chat:read', 'chat:edit', 'user:write:chat', 'user:bot', 'user:read:chat'],
    channel: ['channel:bot', 'user:read:chat', 'user:write:chat'],
  };
  /** The documents only say that a new one "may" come, and nothing of how long the old one lives then. */
  readonly refreshGrace = 0;

  /** Helix `Get Users` without parameters: the owner of the token, whose `Client-Id` must match. */
  async identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity> {
    const json = await this.get(`${application.endpoints.apiUrl}/users`, this.apiHeaders(application, accessToken));
    const [id, login, name] = ['id', 'login', 'display_name'].map((field) => textAt(json, 'data', 0, field));
    return this.identity(id ?? null, login ?? null, name ?? null);
  }

  async validate({ endpoints }: ProviderApplication, accessToken: string): Promise<void> {
    await this.get(endpoints.validateUrl, { authorization: `OAuth ${accessToken}` });
  }

  /** 400 `Invalid token` for one that is gone already. What it does to the refresh token is not documented. */
  async revoke({ clientId, endpoints }: ProviderApplication, { accessToken }: { accessToken: string }): Promise<void> {
    await this.revoked(form(endpoints.revokeUrl, { client_id: clientId, token: accessToken }));
  }

  override apiHeaders({ clientId }: ProviderApplication, accessToken: string): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${accessToken}`, 'client-id': clientId };
  }
}
