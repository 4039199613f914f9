import { Inject, Injectable } from '@nestjs/common';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { AppConfig } from '../../../config/app-config.js';
import { identityProviderUnavailable } from '../auth.errors.js';
import { boundedFetch } from '../outside/bounded-fetch.js';

const DEADLINE_MS = 3_000;

/** Keys are asked for again after this, and for an unknown key id no more often than the cooldown allows. */
const FRESH_MS = 10 * 60_000;
const COOLDOWN_MS = 30_000;

/** After a failure nobody waits for the next one: whoever comes within this is turned away at once. */
const PAUSE_MS = 2_000;

/** What a token may be guilty of; every other failure is the issuer's. */
const FAULTS_OF_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** The keys of the outside issuer, from its published set. Addresses and keys that a token brings are never looked at. */
@Injectable()
export class ForeignKeys {
  private keys: Promise<JWTVerifyGetKey> | null = null;
  private pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly config: AppConfig,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** @throws AppError identity_provider_unavailable, JOSEError when the token names no key of the issuer */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (performance.now() < this.pausedUntil) throw identityProviderUnavailable();
    try {
      this.keys ??= this.locate();
      return await (
        await this.keys
      )(header, token);
    } catch (error) {
      if (FAULTS_OF_TOKEN.some((fault) => error instanceof fault)) throw error;
      this.keys = null;
      this.pausedUntil = performance.now() + PAUSE_MS;
      this.logger.warn({ err: error }, 'the keys of AUTH_JWT_ISSUER cannot be had');
      throw identityProviderUnavailable(error);
    }
  };

  private async locate(): Promise<JWTVerifyGetKey> {
    const { AUTH_JWT_ISSUER, AUTH_JWT_JWKS_URL } = this.config.settings;
    const address = AUTH_JWT_JWKS_URL ?? (await discoverKeys(AUTH_JWT_ISSUER ?? ''));
    return createRemoteJWKSet(new URL(address), {
      cacheMaxAge: FRESH_MS,
      cooldownDuration: COOLDOWN_MS,
      timeoutDuration: DEADLINE_MS,
      [customFetch]: (url, request) => boundedFetch(url, request, AbortSignal.timeout(DEADLINE_MS)),
    });
  }
}

/** OpenID Connect Discovery 1.0: the answer must speak of the very issuer that was asked for. */
async function discoverKeys(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await boundedFetch(address, {}, AbortSignal.timeout(DEADLINE_MS));
  if (response.status !== 200) throw new Error(`The metadata of the issuer answered ${response.status}`);
  const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (metadata.issuer !== issuer) throw new Error('The metadata speaks of another issuer');
  if (typeof metadata.jwks_uri !== 'string') throw new Error('The metadata names no keys');
  return metadata.jwks_uri;
}
