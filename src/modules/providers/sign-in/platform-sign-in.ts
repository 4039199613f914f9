import { Injectable } from '@nestjs/common';
import { proofModeUnavailable } from '../../../common/access/access.errors.js';
import { SIGN_IN_PLATFORMS, type LinkPlatform, type SignInPlatform } from '../../../common/platforms.js';
import { AppConfig } from '../../../config/app-config.js';
import { form, paramsOf } from '../adapters/oauth-adapter.js';
import { CodeFlow, type AuthorizationAnswer } from '../connect/code-flow.js';
import { asCodeRefusal, asIdentityRefusal } from '../connect/connect-failures.js';
import type { ConnectStateStore } from '../connect/connect-state-store.js';
import { PlatformFailure, type AuthorizationCode, type Grant } from '../platform-adapter.js';
import { DEADLINE_MS, PlatformCalls } from '../platform-calls.js';
import { textAt } from '../platform-json.rules.js';
import { SIGN_INS, type SignInDescription } from './sign-ins.js';

/** A description, with the application and the addresses that are configured. */
interface SignIn extends SignInDescription {
  readonly platform: SignInPlatform;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A browser that came back, and what is known of its flow. */
export interface ReturnedSignIn {
  readonly redirectUri: string;
  readonly answer: AuthorizationAnswer;
  /** Of PKCE; null where the platform does not take it. */
  readonly verifier: string | null;
}

/** Lets a platform say who somebody is. The token it gives for that is used once and forgotten. */
@Injectable()
export class PlatformSignIn {
  constructor(
    private readonly calls: PlatformCalls,
    private readonly config: AppConfig,
  ) {}

  /**
   * Where to send the browser. Asks nobody.
   *
   * @param keep stores what the flow must know again, and gives it a state
   * @throws AppError proof_mode_unavailable
   */
  async begin(platform: LinkPlatform, redirectUri: string, keep: ConnectStateStore['keep']): Promise<string> {
    const store = { keep, take: () => Promise.resolve(null) };
    return (await this.flow(this.require(platform), redirectUri, store).begin()).url;
  }

  /**
   * Who signed in: the immutable id, in the platform's words. The state is taken already. No database connection may be held.
   *
   * @throws AppError proof_mode_unavailable, connect_state_invalid, connect_code_refused, platform_refused, platform_unavailable
   */
  async identify(platform: LinkPlatform, { redirectUri, answer, verifier }: ReturnedSignIn): Promise<string> {
    const signIn = this.require(platform);
    const store = {
      keep: () => Promise.reject(new Error('This flow has begun')),
      take: () => Promise.resolve({ verifier }),
    };
    const { accessToken } = await this.flow(signIn, redirectUri, store).end(answer).catch(asCodeRefusal);
    return this.idOf(signIn, accessToken).catch(asIdentityRefusal);
  }

  private flow(signIn: SignIn, redirectUri: string, store: ConnectStateStore): CodeFlow {
    return new CodeFlow({ ...signIn, redirectUri, store, exchange: (code) => this.exchange(signIn, code) });
  }

  private exchange(signIn: SignIn, code: AuthorizationCode): Promise<Grant> {
    const { platform, tokenUrl, clientId, clientSecret } = signIn;
    const request = form(tokenUrl, { ...paramsOf(code), client_id: clientId, client_secret: clientSecret });
    return this.calls.grant(platform, { ...request, deadlineMs: DEADLINE_MS.exchange });
  }

  /** @throws PlatformFailure */
  private async idOf({ platform, identityUrl: url, question, ...signIn }: SignIn, token: string): Promise<string> {
    const more = signIn.headers?.(this.config.publicUrl);
    const headers = { accept: 'application/json', authorization: `Bearer ${token}`, ...more };
    const posted = { 'content-type': 'application/json', ...headers };
    const answer = await (question
      ? this.calls.api(platform, { method: 'POST', url, headers: posted, body: JSON.stringify(question) })
      : this.calls.api(platform, { method: 'GET', url, headers }));
    const id = textAt(answer, ...signIn.id);
    // A 200 that names nobody did not come from the platform's API.
    if (id === null) throw new PlatformFailure(platform, 'transient', 200);
    return id;
  }

  private require(platform: LinkPlatform): SignIn {
    const known = SIGN_IN_PLATFORMS.find((one) => one === platform);
    const settings = this.config.signInAt(platform);
    if (known === undefined || settings === null) throw proofModeUnavailable([platform]);
    const real = SIGN_INS[known];
    return {
      ...real,
      platform: known,
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      authorizeUrl: settings.authorizeUrl ?? real.authorizeUrl,
      tokenUrl: settings.tokenUrl ?? real.tokenUrl,
      identityUrl: settings.identityUrl ?? real.identityUrl,
    };
  }
}
