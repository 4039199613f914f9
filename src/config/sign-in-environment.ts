import { SIGN_IN_PLATFORMS } from '../common/platforms.js';
import { describePlatformVariables } from './platform-variables.js';
import { ProviderEnvironment } from './provider-environment.js';

const ENDINGS = {
  CLIENT_ID: 'client id of an application at DISCORD, SLACK, GITHUB or LINEAR, for the proof mode platform',
  CLIENT_SECRET: 'client secret of that application',
  AUTHORIZE_URL: 'where people are sent to sign in; this and the next two: unset = the real platform',
  TOKEN_URL: 'where codes are exchanged',
  IDENTITY_URL: 'where the platform says who signed in',
} as const;

/** The same five variables for each platform where people can sign in to prove who they are: DISCORD, SLACK, GITHUB, LINEAR. */
export class SignInEnvironment extends ProviderEnvironment {
  readonly [name: `LINK_SIGN_IN_${string}`]: string | null;
}

describePlatformVariables(SignInEnvironment.prototype, {
  prefix: 'LINK_SIGN_IN',
  platforms: SIGN_IN_PLATFORMS,
  endings: ENDINGS,
});
