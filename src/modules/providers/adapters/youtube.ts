import { PlatformFailure, type PlatformIdentity, type ProviderApplication } from '../platform-adapter.js';
import { dig, textAt } from '../platform-json.rules.js';
import { form, OAuthAdapter } from './oauth-adapter.js';

const FORCE_SSL = ['https://www.googleapis.com/auth/youtube.force-ssl'];

/** YouTube: developers.google.com/identity/protocols/oauth2/web-server, developers.google.com/youtube/v3/docs/channels/list. */
export class YoutubeAdapter extends OAuthAdapter {
  readonly platform = 'youtube';
  readonly pkce = true;
  readonly scopes = { bot: FORCE_SSL, global_bot: FORCE_SSL, channel: FORCE_SSL };
  /** A refresh token stays what it is. */
  readonly refreshGrace = null;

  /** The channel, not Google's `sub`: an account may have several channels, and the consent was given for one. One unit of quota. */
  async identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity> {
    const url = `${application.endpoints.apiUrl}/channels?part=id,snippet&mine=true`;
    const json = await this.get(url, this.apiHeaders(application, accessToken));
    const channel = dig(json, 'items', 0);
    if (channel === undefined) throw new PlatformFailure('youtube', 'refused', 200, null, 'no_channel');
    const title = textAt(channel, 'snippet', 'title');
    // A channel need not have a handle.
    const handle = textAt(channel, 'snippet', 'customUrl')?.replace(/^@/, '');
    return this.identity(textAt(channel, 'id'), handle ?? title, title);
  }

  /** Google documents the token in the query alone. */
  async validate({ endpoints }: ProviderApplication, accessToken: string): Promise<void> {
    await this.get(`${endpoints.validateUrl}?${new URLSearchParams({ access_token: accessToken }).toString()}`, {});
  }

  /** RFC 7009. Either token ends the whole grant of this person for this application, siblings included. */
  async revoke(
    { endpoints }: ProviderApplication,
    { accessToken, refreshToken }: { accessToken: string; refreshToken: string | null },
  ): Promise<void> {
    await this.revoked(form(endpoints.revokeUrl, { token: refreshToken ?? accessToken }));
  }
}
