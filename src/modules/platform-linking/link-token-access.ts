import { Injectable } from '@nestjs/common';
import { holdLock, LOCKS } from '../../database/locks.js';
import type { Tx } from '../../database/transactions.js';
import { hashLinkToken, judgeConfirm, judgeProof } from './link-token.rules.js';
import { linkTokenExpired, linkTokenNotFound, linkTokenUsed, proofNotAwaited } from './platform-linking.errors.js';
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
  lock(token: string, tx: Tx): Promise<LinkTokenView> {
    return this.locked(() => this.require(token, tx), tx);
  }

  /** As `lock`. */
  lockById(id: string, tx: Tx): Promise<LinkTokenView> {
    return this.locked(() => this.requireById(id, tx), tx);
  }

  /** @throws AppError link_token_not_found */
  async require(token: string, tx?: Tx): Promise<LinkTokenView> {
    return found(await this.tokens.find(hashLinkToken(token), tx));
  }

  /** @throws AppError link_token_not_found */
  async requireById(id: string, tx?: Tx): Promise<LinkTokenView> {
    return found(await this.tokens.findById(id, tx));
  }

  private async locked(read: () => Promise<LinkTokenView>, tx: Tx): Promise<LinkTokenView> {
    const seen = await read();
    if (!seen.open) return seen;
    await holdLock(LOCKS.linkIdentity(seen.platform, seen.platformUserId), tx);
    return read();
  }
}

function found(view: LinkTokenView | null): LinkTokenView {
  if (!view) throw linkTokenNotFound();
  return view;
}

/**
 * @returns whether this person confirmed it before, and its proof is awaited
 * @throws AppError link_token_used, link_token_expired
 */
export function requireConfirmable(view: LinkTokenView, userId: string): boolean {
  const verdict = judgeConfirm(view, userId);
  if (verdict === 'used') throw linkTokenUsed(view.linkedUserId === userId);
  if (verdict === 'expired') throw linkTokenExpired();
  return verdict === 'repeat';
}

/**
 * @returns who confirmed it
 * @throws AppError link_token_used, link_token_expired, link_proof_not_awaited
 */
export function requireProvable(view: LinkTokenView): string {
  const verdict = judgeProof(view);
  if (verdict === 'used') throw linkTokenUsed(false);
  if (verdict === 'expired') throw linkTokenExpired();
  if (verdict === 'not_awaited' || view.confirmedBy === null) throw proofNotAwaited();
  return view.confirmedBy;
}
