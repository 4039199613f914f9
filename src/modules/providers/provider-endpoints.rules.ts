import type { BotPlatform } from '../../common/platforms.js';
import type { ProviderEndpoints } from './platform-adapter.js';

/** Where the real platforms are. */
const REAL: Readonly<Record<BotPlatform, ProviderEndpoints>> = {
  twitch: {
    authorizeUrl: 'https://id.twitch.tv/oauth2/authorize',
    tokenUrl: 'https://id.twitch.tv/oauth2/token',
    refreshUrl: 'https://id.twitch.tv/oauth2/token',
    revokeUrl: 'https://id.twitch.tv/oauth2/revoke',
    validateUrl: 'https://id.twitch.tv/oauth2/validate',
    apiUrl: 'https://api.twitch.tv/helix',
  },
  youtube: {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    refreshUrl: 'https://oauth2.googleapis.com/token',
    revokeUrl: 'https://oauth2.googleapis.com/revoke',
    validateUrl: 'https://oauth2.googleapis.com/tokeninfo',
    apiUrl: 'https://www.googleapis.com/youtube/v3',
  },
  kick: {
    authorizeUrl: 'https://id.kick.com/oauth/authorize',
    tokenUrl: 'https://id.kick.com/oauth/token',
    refreshUrl: 'https://id.kick.com/oauth/token',
    revokeUrl: 'https://id.kick.com/oauth/revoke',
    validateUrl: 'https://id.kick.com/oauth/token/introspect',
    apiUrl: 'https://api.kick.com/public/v1',
  },
  trovo: {
    authorizeUrl: 'https://open.trovo.live/page/login.html',
    tokenUrl: 'https://open-api.trovo.live/openplatform/exchangetoken',
    refreshUrl: 'https://open-api.trovo.live/openplatform/refreshtoken',
    revokeUrl: 'https://open-api.trovo.live/openplatform/revoke',
    validateUrl: 'https://open-api.trovo.live/openplatform/validate',
    apiUrl: 'https://open-api.trovo.live/openplatform',
  },
  discord: {
    authorizeUrl: 'https://discord.com/oauth2/authorize',
    tokenUrl: 'https://discord.com/api/v10/oauth2/token',
    refreshUrl: 'https://discord.com/api/v10/oauth2/token',
    revokeUrl: 'https://discord.com/api/v10/oauth2/token/revoke',
    validateUrl: 'https://discord.com/api/v10/users/@me',
    apiUrl: 'https://discord.com/api/v10',
  },
};

export type EndpointOverrides = { readonly [Name in keyof ProviderEndpoints]: string | null };

/** The addresses of a platform: the configured ones, else the real ones. */
export function endpointsOf(platform: BotPlatform, configured: EndpointOverrides): ProviderEndpoints {
  const real = REAL[platform];
  const tokenUrl = configured.tokenUrl ?? real.tokenUrl;
  // Where one address serves both, whoever moves it moves both.
  const refreshUrl = real.refreshUrl === real.tokenUrl ? tokenUrl : real.refreshUrl;
  return {
    authorizeUrl: configured.authorizeUrl ?? real.authorizeUrl,
    tokenUrl,
    refreshUrl: configured.refreshUrl ?? refreshUrl,
    revokeUrl: configured.revokeUrl ?? real.revokeUrl,
    validateUrl: configured.validateUrl ?? real.validateUrl,
    apiUrl: (configured.apiUrl ?? real.apiUrl).replace(/\/+$/, ''),
  };
}
