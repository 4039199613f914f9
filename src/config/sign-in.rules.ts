import { SIGN_IN_PLATFORMS, type LinkPlatform } from '../common/platforms.js';
import type { Settings } from './settings.js';

/** An application at a platform, and where that is; null = at the real one. */
export interface SignInSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string | null;
  readonly tokenUrl: string | null;
  readonly identityUrl: string | null;
}

/** null: nobody can sign in at this platform, for it has no sign-in or none is set up. */
export function readSignIn(settings: Settings, platform: LinkPlatform): SignInSettings | null {
  const read = (ending: string): string | null => settings[`LINK_SIGN_IN_${platform}_${ending}`] ?? null;
  const [clientId, clientSecret] = [read('CLIENT_ID'), read('CLIENT_SECRET')];
  if (clientId === null || clientSecret === null) return null;
  return {
    clientId,
    clientSecret,
    authorizeUrl: read('AUTHORIZE_URL'),
    tokenUrl: read('TOKEN_URL'),
    identityUrl: read('IDENTITY_URL'),
  };
}

/** What makes the settings of sign-in at platforms unusable, in words. */
export function signInProblems(settings: Settings): string[] {
  return SIGN_IN_PLATFORMS.flatMap((platform) => {
    const names = [`LINK_SIGN_IN_${platform}_CLIENT_ID`, `LINK_SIGN_IN_${platform}_CLIENT_SECRET`] as const;
    const [missing, ...others] = names.filter((name) => settings[name] === null);
    const given = names.find((name) => name !== missing);
    return missing === undefined || others.length > 0 ? [] : [`${given ?? ''} needs ${missing}.`];
  });
}
