import { Strategy, type Params } from 'passport-oauth2';
import type { ConnectPurpose, Grant, PlatformAdapter, ProviderApplication } from '../platform-adapter.js';
import { passportStore, type ConnectStateStore } from './connect-state-store.js';

export interface ConnectContext {
  readonly application: ProviderApplication;
  /** Fixed by configuration, and the same in both halves of a flow. */
  readonly redirectUri: string;
  readonly store: ConnectStateStore;
}

interface Exchanged {
  readonly grant: Grant;
}

/**
 * The authorization code flow of one platform. Passport's own transport has neither deadline nor bound and knows forms alone, so the
 * platform's adapter exchanges the code in its place. A strategy lives for one call.
 */
export class ConnectStrategy extends Strategy<Exchanged, Grant> {
  constructor(adapter: PlatformAdapter, purpose: ConnectPurpose, { application, redirectUri, store }: ConnectContext) {
    super(
      {
        authorizationURL: application.endpoints.authorizeUrl,
        tokenURL: application.endpoints.tokenUrl,
        clientID: application.clientId,
        clientSecret: application.clientSecret,
        callbackURL: redirectUri,
        scope: adapter.scopes[purpose],
        pkce: adapter.pkce,
        store: passportStore(store),
        skipUserProfile: true,
      },
      // Five parameters, as passport hands over what was exchanged to no other form.
      (_accessToken, _refreshToken, { grant }, _profile, done) => done(null, grant),
    );
    this._oauth2.getOAuthAccessToken = (code, params, done) => {
      const verifier = params.code_verifier ?? null;
      void adapter
        .exchange(application, { code, redirectUri, verifier })
        .then((grant) => done(null, grant.accessToken, grant.refreshToken, { grant }))
        .catch(done);
    };
  }

  /** What the platform wants beside the parameters of OAuth. */
  override authorizationParams(): Params {
    return {};
  }

  /** The address as this platform reads it. */
  finish(url: string): string {
    return url;
  }
}
