/** Why a login ended before its time. */
export type LoginEnd = 'logout' | 'reuse' | 'password_changed';

/** What a sign-in or refresh answers. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds the access token lives. */
  readonly expiresIn: number;
}

/** A login that is live, with its person active, at the moment it was looked up. */
export interface LiveLogin {
  readonly loginId: string;
  readonly userId: string;
  readonly username: string;
  readonly isSystemAdmin: boolean;
}
