/** What we use of the package, version 1.8; its published types know neither stores with PKCE nor life outside Express. */
declare module 'passport-oauth2' {
  export type Params = Record<string, string>;
  type Done<T> = (error: unknown, value?: T, more?: unknown) => void;

  /** Chosen by the number of parameters it declares: five hand over the PKCE verifier. */
  export interface StateStore {
    store(request: unknown, verifier: string | undefined, state: unknown, meta: unknown, done: Done<string>): void;
    verify(request: unknown, state: string | undefined, meta: unknown, done: Done<string | boolean>): void;
  }

  export interface StrategyOptions {
    readonly authorizationURL: string;
    readonly tokenURL: string;
    readonly clientID: string;
    readonly clientSecret: string;
    readonly callbackURL: string;
    readonly scope: readonly string[];
    readonly pkce: boolean;
    readonly store: StateStore;
    readonly skipUserProfile: true;
  }

  export type Verify<Results, User> = (
    accessToken: string,
    refreshToken: unknown,
    results: Results,
    profile: unknown,
    done: Done<User>,
  ) => void;

  export class Strategy<Results, User> {
    constructor(options: StrategyOptions, verify: Verify<Results, User>);
    protected _oauth2: {
      getOAuthAccessToken(
        code: string,
        params: Params,
        done: (error: unknown, accessToken?: string, refreshToken?: unknown, results?: Results) => void,
      ): void;
    };
    authenticate(request: { readonly query: Params }, options?: object): void;
    authorizationParams(options: object): Params;
    /** Passport sets these on a copy per request; here each strategy lives for one call. */
    redirect(url: string): void;
    success(user: User): void;
    fail(challenge: unknown): void;
    error(error: unknown): void;
  }

  export class InternalOAuthError extends Error {
    readonly oauthError: unknown;
  }
}
