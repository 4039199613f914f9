import { Inject, Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { credentialsRejected } from '../../../common/access/access.errors.js';
import { AppError } from '../../../common/errors/app-error.js';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { AppConfig } from '../../../config/app-config.js';
import { identityProviderUnavailable, signInRefused } from '../auth.errors.js';
import { boundedFetch } from '../outside/bounded-fetch.js';
import { personOfClaims } from '../outside/outside-person.rules.js';
import type { OutsidePerson } from '../outside/outside.types.js';
import { judgeOidcFailure, type OidcError } from './oidc-failure.rules.js';

/** For a whole step of a sign-in, however many requests it takes. */
const DEADLINE_MS = 5_000;
const METADATA_FRESH_MS = 60 * 60_000;
const SKEW_SECONDS = 60;

/** Marked as deprecated by openid-client only to stand out. Settings allow http:// for a provider on this machine alone. */
const withoutTls: (configuration: client.Configuration) => void = Reflect.get(client, 'allowInsecureRequests');

/** What an authorization request and its answer have in common. */
export interface OidcChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The OpenID Connect provider of the configuration: where to send people, and what it says of who comes back. */
@Injectable()
export class OidcProvider {
  private metadata: client.ServerMetadata | null = null;
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly config: AppConfig,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  get isSetUp(): boolean {
    return this.config.settings.OIDC_ISSUER !== null;
  }

  /** @throws AppError identity_provider_unavailable */
  async authorizeUrl({ state, nonce, verifier }: OidcChecks): Promise<string> {
    return this.judged(async (deadline) => {
      const url = client.buildAuthorizationUrl(await this.configuration(deadline), {
        redirect_uri: this.callbackUrl().href,
        scope: this.config.settings.OIDC_SCOPES,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    });
  }

  /**
   * Exchanges the code and verifies what comes for it: state, `iss` (RFC 9207), signature, issuer, audience, times and nonce.
   *
   * @param query of the request that the browser came back with
   * @throws AppError identity_provider_unavailable, sign_in_refused, credentials_rejected
   */
  async personOf(query: string, { state, nonce, verifier }: OidcChecks): Promise<OutsidePerson> {
    const person = await this.judged(async (deadline) => {
      const configuration = await this.configuration(deadline);
      const tokens = await client.authorizationCodeGrant(configuration, this.callbackUrl(query), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) return null;
      const more = await moreClaims(configuration, tokens.access_token, claims);
      return personOfClaims(claims.iss, { ...more, ...claims });
    });
    if (!person) throw credentialsRejected();
    return person;
  }

  private callbackUrl(query = ''): URL {
    const url = new URL(`${this.config.publicUrl}/v1/auth/oidc/callback`);
    url.search = query;
    return url;
  }

  private async judged<T>(work: (deadline: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await work(AbortSignal.timeout(DEADLINE_MS));
    } catch (error) {
      this.logger.warn({ err: error }, 'the sign-in provider did not sign somebody in');
      if (error instanceof AppError) throw error;
      const failure = judgeOidcFailure(error as OidcError);
      if (failure === 'refused') throw signInRefused(error);
      throw failure === 'rejected' ? credentialsRejected() : identityProviderUnavailable(error);
    }
  }

  /** Of one step: what it may ask the provider ends with its deadline. */
  private async configuration(deadline: AbortSignal): Promise<client.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config.settings;
    const [issuer, clientId] = [new URL(OIDC_ISSUER ?? ''), OIDC_CLIENT_ID ?? ''];
    const fetcher: client.CustomFetch = (url, request) => boundedFetch(url, request, deadline);
    const execute = issuer.protocol === 'http:' ? [withoutTls] : [];
    const metadata = await this.discover(issuer, clientId, { [client.customFetch]: fetcher, execute });
    const authentication = clientAuthentication(metadata, OIDC_CLIENT_SECRET);
    const known = { [client.clockTolerance]: SKEW_SECONDS };
    const configuration = new client.Configuration(metadata, clientId, known, authentication);
    for (const change of [...execute, client.enableNonRepudiationChecks]) change(configuration);
    configuration[client.customFetch] = fetcher;
    return configuration;
  }

  private async discover(
    issuer: URL,
    clientId: string,
    options: client.DiscoveryRequestOptions,
  ): Promise<client.ServerMetadata> {
    if (this.metadata && performance.now() - this.readAt < METADATA_FRESH_MS) return this.metadata;
    try {
      this.metadata = (await client.discovery(issuer, clientId, undefined, client.None(), options)).serverMetadata();
      this.readAt = performance.now();
      return this.metadata;
    } catch (error) {
      // Whatever is wrong with it, it is not the person's doing.
      throw identityProviderUnavailable(error);
    }
  }
}

/** RFC 6749 section 2.3.1 wants Basic wherever it is taken. */
function clientAuthentication(metadata: client.ServerMetadata, secret: string | null): client.ClientAuth {
  if (secret === null) return client.None();
  const taken = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return taken.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
}

/** Many providers say at the userinfo endpoint alone what somebody is called; it must speak of the same subject. */
async function moreClaims(
  configuration: client.Configuration,
  accessToken: string,
  claims: client.IDToken,
): Promise<Record<string, unknown>> {
  const known = claims.preferred_username !== undefined;
  if (known || configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return client.fetchUserInfo(configuration, accessToken, claims.sub);
}
