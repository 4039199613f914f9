import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../common/access/caller.js';
import { tail } from '../../common/logging/logger.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService, type AuditActor } from '../audit/index.js';
import { MAX_WRONG_PROOFS } from './link-token.rules.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import { linkTokenExpired } from './platform-linking.errors.js';
import type { LinkTokenView } from './platform-linking.types.js';

/** What every proof has in common: somebody confirmed and it is awaited, and five wrong ones kill the token. */
@Injectable()
export class AwaitedProofs {
  constructor(
    private readonly tokens: LinkTokensRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * @param token pending, with its identity locked
   * @param codeSealed null: no code is what proves it
   * @throws AppError link_token_expired
   */
  async begin(token: LinkTokenView, codeSealed: string | null, caller: HumanCaller, tx: Tx): Promise<void> {
    if (!(await this.tokens.awaitProof(token.id, caller.principal.userId, codeSealed, tx))) throw linkTokenExpired();
    await this.record('link.confirmed', token, actorOf(caller), tx);
  }

  /**
   * Counts a wrong proof. The count must be committed, so the refusal that follows is returned, not thrown.
   *
   * @param token awaiting proof, with its identity locked
   * @returns how many tries are left
   */
  async countWrong(token: LinkTokenView, actor: AuditActor, tx: Tx): Promise<number> {
    const left = await this.tokens.countWrongCode(token.id, MAX_WRONG_PROOFS, tx);
    await this.record('link.proof_refused', token, actor, tx);
    return left;
  }

  private record(
    action: 'link.confirmed' | 'link.proof_refused',
    token: LinkTokenView,
    actor: AuditActor,
    tx: Tx,
  ): Promise<void> {
    return this.audit.record(
      {
        actor,
        action,
        ...(token.confirmedBy === null ? {} : { subject: { id: token.confirmedBy, name: null } }),
        target: { kind: 'link_token', id: token.id },
        outcome: action === 'link.proof_refused' ? 'refused' : 'done',
        details: { platform: token.platform, platform_user_id: tail(token.platformUserId) },
      },
      tx,
    );
  }
}
