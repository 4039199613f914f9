import { Injectable } from '@nestjs/common';
import { flowSecret } from '../../../common/crypto/flow-secrets.js';
import { AppError } from '../../../common/errors/app-error.js';
import { onlyValue } from '../../../common/http/returned-query.js';
import { AdmittedLogins } from '../admitted-logins.service.js';
import { signInExpired, signInMethodUnavailable } from '../auth.errors.js';
import type { IssuedTokens } from '../auth.types.js';
import type { OutsidePerson } from '../outside/outside.types.js';
import { SignInRefusals } from '../sign-in-refusals.js';
import { OidcProvider } from './oidc-provider.js';
import { OidcStates } from './oidc-states.js';
import { returnTarget } from './return-target.rules.js';

export interface BegunSignIn {
  readonly authorizeUrl: string;
  /** Goes into the browser's cookie. */
  readonly browser: string;
}

/** Whom the provider has proven, and where they wanted to go. */
export interface Arrival {
  readonly person: OutsidePerson;
  readonly returnTo: string;
}

/** Sign-in with an OpenID Connect provider: authorization code, PKCE, state and nonce, all bound to one browser. */
@Injectable()
export class OidcSignIn {
  constructor(
    private readonly provider: OidcProvider,
    private readonly states: OidcStates,
    private readonly logins: AdmittedLogins,
    private readonly refusals: SignInRefusals,
  ) {}

  /** @throws AppError sign_in_method_unavailable */
  requireSetUp(): void {
    if (!this.provider.isSetUp) throw signInMethodUnavailable();
  }

  /** @throws AppError identity_provider_unavailable */
  async begin(returnTo: string | undefined): Promise<BegunSignIn> {
    const [state, nonce, verifier, browser] = [flowSecret(), flowSecret(), flowSecret(), flowSecret()];
    const authorizeUrl = await this.provider.authorizeUrl({ state, nonce, verifier });
    await this.states.keep(state, browser, { nonce, verifier, returnTo: returnTarget(returnTo) });
    return { authorizeUrl, browser };
  }

  /**
   * Who comes back. Without the state of this very browser, the code never leaves for the provider.
   *
   * @param query as the browser came back with it
   * @throws AppError sign_in_expired, sign_in_refused, credentials_rejected, identity_provider_unavailable
   */
  async arrive(query: string, browser: string | null, requestId: string): Promise<Arrival> {
    const state = onlyValue(new URLSearchParams(query), 'state');
    const pending = await this.states.take(state, browser);
    if (state === null || !pending) throw signInExpired();
    const { nonce, verifier, returnTo } = pending;
    const person = await this.recorded(requestId, () => this.provider.personOf(query, { state, nonce, verifier }));
    return { person, returnTo };
  }

  /** @throws AppError account_is_bot, credentials_rejected (disabled), registration_disabled */
  signIn(person: OutsidePerson, requestId: string): Promise<IssuedTokens> {
    return this.recorded(requestId, () => this.logins.ofOutsidePerson(person, requestId, null));
  }

  private async recorded<T>(requestId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError)
        await this.refusals.record({ method: 'oidc', reason: error.code }, null, requestId);
      throw error;
    }
  }
}
