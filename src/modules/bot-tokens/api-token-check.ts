import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { hashSecret, looksLikeSecret } from '../../common/crypto/secrets.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import type { LiveApiToken } from './api-token.types.js';
import { LiveApiTokensRepository, type TokenUse } from './live-api-tokens.repository.js';

const FLUSH_EVERY_MS = 30_000;

/** Tells whose API token a secret is, and gathers when tokens were used: a check itself never writes. */
@Injectable()
export class ApiTokenCheck implements OnModuleInit, BeforeApplicationShutdown {
  private readonly live: BatchedLookup<string, LiveApiToken | null>;
  private uses = new Map<string, TokenUse>();

  constructor(
    private readonly tokens: LiveApiTokensRepository,
    private readonly tasks: PeriodicTasks,
    metrics: Metrics,
  ) {
    // By the secret itself, so that callers with the same token share one digest.
    this.live = new BatchedLookup((secrets) => this.tokens.find(secrets.map(hashSecret)), {
      textOf: (secret) => secret,
      observe: metrics.batchObserver('api_token'),
    });
  }

  onModuleInit(): void {
    this.tasks.every('write last use of API tokens', FLUSH_EVERY_MS, () => this.flush());
  }

  /** Junk costs no look-up: shape and checksum are verified first. */
  identify(secret: string): Promise<LiveApiToken | null> {
    if (!looksLikeSecret(secret, 'bot') && !looksLikeSecret(secret, 'pat')) return Promise.resolve(null);
    return this.live.find(secret);
  }

  /** @param maskedIp where it was used from, without what tells one machine */
  noteUse(tokenId: string, maskedIp: string): void {
    this.uses.set(tokenId, { at: new Date(), ip: maskedIp });
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A database that is away must not keep the program from stopping; only a time of use is lost.
    await this.flush().catch(() => undefined);
  }

  private async flush(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    await this.tokens.markUsed(uses);
  }
}
