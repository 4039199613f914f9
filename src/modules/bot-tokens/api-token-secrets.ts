import { Injectable } from '@nestjs/common';
import { hashSecret, mintSecret, secretPrefix } from '../../common/crypto/secrets.js';
import type { Tx } from '../../database/transactions.js';
import type { IssuedApiToken, TokenHolder } from './api-token.types.js';
import { apiTokenNotFound } from './api-tokens.errors.js';
import { ApiTokensRepository } from './api-tokens.repository.js';

/** The secrets of API tokens: made here, shown once, kept as digests. */
@Injectable()
export class ApiTokenSecrets {
  constructor(private readonly tokens: ApiTokensRepository) {}

  issueFirst(tokenId: string, holder: Pick<TokenHolder, 'id' | 'kind'>, tx: Tx): Promise<IssuedApiToken> {
    return this.add(tokenId, 1, holder, tx);
  }

  /** The caller holds the token. */
  async renew(
    tokenId: string,
    holder: Pick<TokenHolder, 'id' | 'kind'>,
    overlapSeconds: number,
    tx: Tx,
  ): Promise<IssuedApiToken> {
    const generation = await this.tokens.retireSecrets(tokenId, overlapSeconds, tx);
    return this.add(tokenId, generation, holder, tx);
  }

  private async add(
    tokenId: string,
    generation: number,
    holder: Pick<TokenHolder, 'id' | 'kind'>,
    tx: Tx,
  ): Promise<IssuedApiToken> {
    const secret = mintSecret(holder.kind === 'bot' ? 'bot' : 'pat');
    const row = { tokenId, generation, secretHash: hashSecret(secret), prefix: secretPrefix(secret) };
    await this.tokens.addSecret(row, tx);
    const token = await this.tokens.findOne(holder.id, tokenId, tx);
    if (!token) throw apiTokenNotFound();
    return { token, secret };
  }
}
