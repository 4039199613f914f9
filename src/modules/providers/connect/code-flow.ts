import { InternalOAuthError, Strategy, type Params } from 'passport-oauth2';
import { onlyValue } from '../../../common/http/returned-query.js';
import type { AuthorizationCode, Grant } from '../platform-adapter.js';
import { connectCodeRefused, connectDenied } from '../providers.errors.js';
import { passportStore, type ConnectStateStore } from './connect-state-store.js';

/** One authorization code flow: where it leads, as whom, and what becomes of its code. */
export interface CodeFlowOptions {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Fixed by configuration, and the same in both halves of a flow. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly pkce: boolean;
  readonly store: ConnectStateStore;
  /** What the platform wants beside the parameters of OAuth. */
  readonly parameters?: Params;
  readonly exchange: (code: AuthorizationCode) => Promise<Grant>;
}

/** The browser came back with what no flow of ours is waiting for. The code was not sent anywhere. */
export class ConnectRefused extends Error {
  constructor(readonly reason: 'state' | 'issuer') {
    super(`The ${reason} of an authorization answer is not the one expected`);
  }
}

export interface AuthorizationAnswer {
  readonly code: string;
  readonly state: string;
  /** Who says to have answered (RFC 9207); checked when it came. */
  readonly iss?: string | undefined;
}

type Outcome = { readonly url: string } | { readonly grant: Grant } | { readonly refused: true };

/**
 * Passport's flow, run outside HTTP: what begins it is a call of our API. Passport's own transport has neither deadline nor bound and knows
 * forms alone, so `exchange` takes its place. A flow lives for one call.
 */
export class CodeFlow extends Strategy<{ readonly grant: Grant }, Grant> {
  constructor(private readonly options: CodeFlowOptions) {
    super(
      {
        authorizationURL: options.authorizeUrl,
        tokenURL: options.tokenUrl,
        clientID: options.clientId,
        clientSecret: options.clientSecret,
        callbackURL: options.redirectUri,
        scope: options.scopes,
        pkce: options.pkce,
        store: passportStore(options.store),
        skipUserProfile: true,
      },
      // Five parameters, as passport hands over what was exchanged to no other form.
      (_accessToken, _refreshToken, { grant }, _profile, done) => done(null, grant),
    );
    this._oauth2.getOAuthAccessToken = (code, params, done) => {
      void options
        .exchange({ code, redirectUri: options.redirectUri, verifier: params.code_verifier ?? null })
        .then((grant) => done(null, grant.accessToken, grant.refreshToken, { grant }))
        .catch(done);
    };
  }

  override authorizationParams(): Params {
    return this.options.parameters ?? {};
  }

  /** The address as this platform reads it. */
  finish(url: string): string {
    return url;
  }

  /** Where to send the browser, and the state it will bring back. */
  async begin(): Promise<{ readonly url: string; readonly state: string }> {
    const outcome = await this.run({});
    if (!('url' in outcome)) throw new Error('The strategy did not begin a flow');
    const state = new URL(outcome.url).searchParams.get('state');
    if (state === null) throw new Error('The strategy sent no state');
    return { url: this.finish(outcome.url), state };
  }

  /**
   * Takes the state away and exchanges the code.
   *
   * @throws ConnectRefused before the code is sent anywhere; PlatformFailure, of kind `dead` or `refused` for a code that is not accepted
   */
  async end({ code, state, iss }: AuthorizationAnswer): Promise<Grant> {
    if (iss !== undefined && !isIssuer(iss, this.options.authorizeUrl)) throw new ConnectRefused('issuer');
    if (code === '') throw new ConnectRefused('state');
    const outcome = await this.run({ code, state });
    if (!('grant' in outcome)) throw new ConnectRefused('state');
    return outcome.grant;
  }

  /** Passport tells a strategy's outcome by calling one of four methods of it. */
  private run(query: Readonly<Record<string, string>>): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.redirect = (url) => resolve({ url });
      this.success = (grant) => resolve({ grant });
      this.fail = () => resolve({ refused: true });
      // What `exchange` throws comes wrapped.
      this.error = (error) => reject(toError(error instanceof InternalOAuthError ? error.oauthError : error));
      this.authenticate({ query });
    });
  }
}

/**
 * What a platform sends back with a browser.
 *
 * @throws AppError connect_denied, connect_code_refused
 */
export function authorizationAnswer(query: URLSearchParams): AuthorizationAnswer & { readonly iss?: string } {
  const [code, error, iss] = [onlyValue(query, 'code'), query.get('error'), onlyValue(query, 'iss')];
  if (error === 'access_denied') throw connectDenied();
  if (code === null || error !== null) throw connectCodeRefused();
  return { code, state: onlyValue(query, 'state') ?? '', ...(iss === null ? {} : { iss }) };
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The platforms publish no issuer for these flows, so it is the origin that people are sent to which must match. */
function isIssuer(iss: string, authorizeUrl: string): boolean {
  return URL.canParse(iss) && new URL(iss).origin === new URL(authorizeUrl).origin;
}
