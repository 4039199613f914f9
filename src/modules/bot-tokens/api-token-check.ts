import { Injectable } from '@nestjs/common';
import { hashSecret, looksLikeSecret } from '../../common/crypto/secrets.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { LaterWrites } from '../../database/later-writes.js';
import type { LiveApiToken } from './api-token.types.js';
import { LiveApiTokensRepository, type TokenUse } from './live-api-tokens.repository.js';

/** Tells whose API token a secret is, and notes when tokens were used: a check itself never writes. */
@Injectable()
export class ApiTokenCheck {
  private readonly live: BatchedLookup<string, LiveApiToken | null>;
  private readonly noteLater: (tokenId: string, use: TokenUse) => void;

  constructor(tokens: LiveApiTokensRepository, later: LaterWrites, metrics: Metrics) {
    // By the secret itself, so that callers with the same token share one digest.
    this.live = new BatchedLookup((secrets) => tokens.find(secrets.map(hashSecret)), {
      textOf: (secret) => secret,
      observe: metrics.batchObserver('api_token'),
    });
    this.noteLater = later.gather('write last use of API tokens', (uses) => tokens.markUsed(uses));
  }

  /** Junk costs no look-up: shape and checksum are verified first. */
  identify(secret: string): Promise<LiveApiToken | null> {
    if (!looksLikeSecret(secret, 'bot') && !looksLikeSecret(secret, 'pat')) return Promise.resolve(null);
    return this.live.find(secret);
  }

  /** @param maskedIp where it was used from, without what tells one machine */
  noteUse(tokenId: string, maskedIp: string): void {
    this.noteLater(tokenId, { at: performance.now(), ip: maskedIp });
  }
}
