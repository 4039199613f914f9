import { Injectable } from '@nestjs/common';
import { holdLock, LOCKS } from '../../database/locks.js';
import type { Tx } from '../../database/transactions.js';
import { hashLinkToken } from './link-token.rules.js';
import { linkTokenNotFound } from './platform-linking.errors.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import type { LinkTokenView } from './platform-linking.types.js';

/** Reads a token before something is done with it. */
@Injectable()
export class LinkTokenAccess {
  constructor(private readonly tokens: LinkTokensRepository) {}

  /**
   * The token, with its identity locked until the transaction ends, so that issuing, confirming and proving for one identity happen
   * one after another. A closed token never opens again, so it is returned without waiting for the lock.
   *
   * @throws AppError link_token_not_found
   */
  async lock(token: string, tx: Tx): Promise<LinkTokenView> {
    const seen = await this.require(token, tx);
    if (!seen.open) return seen;
    await holdLock(LOCKS.linkIdentity(seen.platform, seen.platformUserId), tx);
    return this.require(token, tx);
  }

  /** @throws AppError link_token_not_found */
  async require(token: string, tx?: Tx): Promise<LinkTokenView> {
    const view = await this.tokens.find(hashLinkToken(token), tx);
    if (!view) throw linkTokenNotFound();
    return view;
  }
}
