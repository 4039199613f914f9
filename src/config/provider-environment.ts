import { BOT_PLATFORMS, type BotPlatform } from '../common/platforms.js';
import { Environment } from './env.js';
import { describePlatformVariables } from './platform-variables.js';

/** What is configured of every platform: the end of the variable's name, its meaning. All are unset by default. */
const ENDINGS = {
  CLIENT_ID: "client id of the application registered at the platform; an admin's stored value wins",
  CLIENT_SECRET: 'client secret of that application',
  AUTHORIZE_URL: 'where people are sent to consent; this and the next five: unset = the real platform',
  TOKEN_URL: 'where codes are exchanged',
  REFRESH_URL: 'where refresh tokens are redeemed; unset = as TOKEN_URL, where the platform has one address for both',
  REVOKE_URL: 'where tokens are revoked',
  VALIDATE_URL: 'where tokens are validated',
  API_URL: "base of the platform's API",
} as const;

export type ProviderVariable = keyof typeof ENDINGS;

/** The name of a platform's variable. */
export const providerVariable = (platform: BotPlatform, ending: ProviderVariable): `PROVIDER_${string}` =>
  `PROVIDER_${platform.toUpperCase()}_${ending}`;

/** The same eight variables for each platform, described below the class in one go. */
export class ProviderEnvironment extends Environment {
  readonly [name: `PROVIDER_${string}`]: string | null;
}

describePlatformVariables(ProviderEnvironment.prototype, {
  prefix: 'PROVIDER',
  platforms: BOT_PLATFORMS,
  endings: ENDINGS,
});
