import { Injectable } from '@nestjs/common';
import { PROOF_MODES, SERVICE_SCOPES, type ServicePrincipal } from '../../common/access/principal.js';
import { hashSecret, looksLikeSecret, sameSecret } from '../../common/crypto/secrets.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { AppConfig } from '../../config/app-config.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { LastUse } from './last-use.js';
import { MachineKeysRepository, type LiveServiceKey } from './machine-keys.repository.js';

/** How long "some key is configured" is believed before it is asked again; "none" is never believed. */
const CONFIGURED_FOR_MS = 1_000;

/** Tells which bot service a secret belongs to. */
@Injectable()
export class ServiceKeyCheck {
  private readonly live: BatchedLookup<string, ServicePrincipal | null>;
  private configuredUntil = 0;

  constructor(
    private readonly keys: MachineKeysRepository,
    private readonly config: AppConfig,
    private readonly lastUse: LastUse,
    metrics: Metrics,
  ) {
    // By the secret itself, so that callers with the same key share one digest, one row and one principal.
    this.live = new BatchedLookup((secrets) => this.findLive(secrets), {
      textOf: (secret) => secret,
      observe: metrics.batchObserver('service_key'),
    });
  }

  /** The service behind a secret, or null. Junk costs no look-up: shape and checksum are verified first. */
  async identify(secret: string): Promise<ServicePrincipal | null> {
    const service = looksLikeSecret(secret, 'svc') ? await this.live.find(secret) : null;
    return service ?? (this.isOfEnvironment(secret) ? ENVIRONMENT_SERVICE : null);
  }

  private async findLive(secrets: readonly string[]): Promise<(ServicePrincipal | null)[]> {
    const keys = await this.keys.findLiveServiceKeys(secrets.map(hashSecret));
    for (const key of keys) if (key) this.lastUse.note(key.id);
    return keys.map((key) => key && principalOf(key));
  }

  private isOfEnvironment(secret: string): boolean {
    const fromEnvironment = this.config.environmentServiceKey();
    return fromEnvironment !== null && sameSecret(secret, fromEnvironment);
  }

  /** Is any key configured, stored or in the environment? */
  async configured(): Promise<boolean> {
    if (this.config.environmentServiceKey() !== null) return true;
    if (performance.now() < this.configuredUntil) return true;
    const configured = await this.keys.hasServiceKeys();
    if (configured) this.configuredUntil = performance.now() + CONFIGURED_FOR_MS;
    return configured;
  }
}

const principalOf = ({ id, name, scopes, platforms, proof, identityForm }: LiveServiceKey): ServicePrincipal => ({
  kind: 'service',
  keyId: id,
  name,
  scopes,
  platforms,
  proof,
  identityForm,
});

const unlimited = (name: string): ServicePrincipal => ({
  kind: 'service',
  keyId: null,
  name,
  scopes: SERVICE_SCOPES,
  platforms: null,
  proof: PROOF_MODES[0],
  identityForm: 'any',
});

/** The service that holds PLATFORM_BOT_API_KEY. */
export const ENVIRONMENT_SERVICE = unlimited('environment');

/** Whoever calls while ENABLE_AUTH=false and no key exists. */
export const DEVELOPMENT_SERVICE = unlimited('development');
