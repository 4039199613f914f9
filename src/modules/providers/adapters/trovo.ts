import type { PlatformIdentity, ProviderApplication } from '../platform-adapter.js';
import type { PlatformRequest } from '../platform-calls.js';
import { textAt } from '../platform-json.rules.js';
import { OAuthAdapter, type Params } from './oauth-adapter.js';

/** Trovo: developer.trovo.live/docs/APIs.html. Its streaming service ended on 2026-06-30; the adapter stays, blocked by default. */
export class TrovoAdapter extends OAuthAdapter {
  readonly platform = 'trovo';
  readonly pkce = false;
  readonly scopes = {
    bot: ['chat_send_self'],
    global_bot: ['chat_send_self'],
    // Lets a bot speak in this channel.
    channel: ['chat_send_self', 'send_to_my_channel'],
  };
  /** Each refresh gives a new token of 30 days, and the old one lives on to its own end. */
  readonly refreshGrace = 30 * 24 * 60 * 60;

  /** `validate` needs no scope; `getuserinfo` would need `user_details_self`. */
  async identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity> {
    const json = await this.get(application.endpoints.validateUrl, this.apiHeaders(application, accessToken));
    const name = textAt(json, 'nick_name');
    return this.identity(textAt(json, 'uid'), name, name);
  }

  async validate(application: ProviderApplication, accessToken: string): Promise<void> {
    await this.get(application.endpoints.validateUrl, this.apiHeaders(application, accessToken));
  }

  async revoke({ clientId, endpoints }: ProviderApplication, { accessToken }: { accessToken: string }): Promise<void> {
    await this.revoked(json(endpoints.revokeUrl, clientId, { access_token: accessToken }));
  }

  override apiHeaders({ clientId }: ProviderApplication, accessToken: string): Readonly<Record<string, string>> {
    return { authorization: `OAuth ${accessToken}`, 'client-id': clientId };
  }

  /** JSON, the secret in it and the id in a header. */
  protected override tokenRequest(
    { clientId, clientSecret }: ProviderApplication,
    url: string,
    params: Params,
  ): PlatformRequest {
    return json(url, clientId, { client_secret: clientSecret, ...params });
  }
}

const json = (url: string, clientId: string, body: Params): PlatformRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', accept: 'application/json', 'client-id': clientId },
  body: JSON.stringify(body),
});
