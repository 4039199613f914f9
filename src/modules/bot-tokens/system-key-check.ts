import { Injectable } from '@nestjs/common';
import type { WorkerPrincipal } from '../../common/access/principal.js';
import { hashSecret, looksLikeSecret } from '../../common/crypto/secrets.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { LastUse } from './last-use.js';
import { MachineKeysRepository } from './machine-keys.repository.js';

/** Tells which bot worker a secret belongs to. */
@Injectable()
export class SystemKeyCheck {
  private readonly live: BatchedLookup<string, WorkerPrincipal | null>;

  constructor(
    private readonly keys: MachineKeysRepository,
    private readonly lastUse: LastUse,
    metrics: Metrics,
  ) {
    this.live = new BatchedLookup((secrets) => this.findLive(secrets), {
      textOf: (secret) => secret,
      observe: metrics.batchObserver('system_key'),
    });
  }

  /** The worker behind a secret, or null. Junk costs no look-up: shape and checksum are verified first. */
  async identify(secret: string): Promise<WorkerPrincipal | null> {
    return looksLikeSecret(secret, 'sys') ? this.live.find(secret) : null;
  }

  private async findLive(secrets: readonly string[]): Promise<(WorkerPrincipal | null)[]> {
    const keys = await this.keys.findLiveSystemKeys(secrets.map(hashSecret));
    for (const key of keys) if (key) this.lastUse.note(key.id);
    return keys.map((key) => key && { kind: 'worker', keyId: key.id, name: key.name, platforms: key.platforms });
  }
}
