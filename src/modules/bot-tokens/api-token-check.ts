import { Injectable } from '@nestjs/common';
import type { Seen } from '../../common/access/seen.js';
import { hashSecret, looksLikeSecret } from '../../common/crypto/secrets.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { LaterWrites } from '../../database/later-writes.js';
import { SeenValues } from '../../database/seen-values.js';
import type { CheckedApiToken, LiveApiToken } from './api-token.types.js';
import { LiveApiTokensRepository, type TokenUse } from './live-api-tokens.repository.js';

/**
 * Tells whose API token a secret is, and notes when tokens were used: a check itself never writes. Every check is one statement that begins
 * after it, shared with all that came at the same moment. Tokens that were found before travel with it, and are read again only when
 * something changed since: what was committed before a request is always seen by it, on every replica.
 */
@Injectable()
export class ApiTokenCheck {
  private readonly live: BatchedLookup<string, CheckedApiToken | null>;
  /** By hash: a secret itself is never kept. */
  private readonly known = new SeenValues<LiveApiToken>();
  private readonly noteLater: (tokenId: string, use: TokenUse) => void;

  constructor(
    private readonly tokens: LiveApiTokensRepository,
    later: LaterWrites,
    metrics: Metrics,
  ) {
    // By the secret itself, so that callers with the same token share one digest.
    this.live = new BatchedLookup(
      (secrets) => this.check(secrets.map((secret) => hashSecret(secret).toString('hex'))),
      {
        textOf: (secret) => secret,
        observe: metrics.batchObserver('api_token'),
      },
    );
    this.noteLater = later.gather('write last use of API tokens', (uses) => tokens.markUsed(uses));
  }

  /** Junk costs no look-up: shape and checksum are verified first. */
  identify(secret: string): Promise<CheckedApiToken | null> {
    if (!looksLikeSecret(secret, 'bot') && !looksLikeSecret(secret, 'pat')) return Promise.resolve(null);
    return this.live.find(secret);
  }

  /** @param maskedIp where it was used from, without what tells one machine */
  noteUse(tokenId: string, maskedIp: string): void {
    this.noteLater(tokenId, { at: performance.now(), ip: maskedIp });
  }

  private async check(hashes: readonly string[]): Promise<(CheckedApiToken | null)[]> {
    const { version } = this.known;
    // Held here, whatever is forgotten meanwhile.
    const kept = hashes.map((hash) => this.known.keptFor(hash));
    const known = hashes.filter((_, i) => kept[i]);
    const unknown = hashes.filter((_, i) => !kept[i]);
    const { seen, found } = await this.tokens.find({ known, version, unknown });
    if (seen.version === version && this.forgetEnded(known, seen)) return this.check(hashes);
    return hashes.map((hash, i) => {
      const read = found.get(hash);
      if (read?.secretLive) this.known.keep(hash, read, read.until, seen);
      const token = read ?? (seen.version === version ? kept[i]?.value : undefined);
      return token ? { token, seen } : null;
    });
  }

  /** @returns whether any of them ended by itself, so that it has to be asked for */
  private forgetEnded(known: readonly string[], seen: Seen): boolean {
    const ended = known.filter((hash) => this.known.get(hash, seen) === undefined);
    for (const hash of ended) this.known.forget(hash);
    return ended.length > 0;
  }
}
