import { Injectable } from '@nestjs/common';
import type { AppError } from '../../../common/errors/app-error.js';
import { Transactions } from '../../../database/transactions.js';
import type { AuditActor } from '../../audit/index.js';
import { connectStateInvalid } from '../../providers/index.js';
import { AwaitedProofs } from '../awaited-proofs.js';
import { LinkDecision } from '../link-decision.js';
import { LinkTokenAccess, requireConfirmable } from '../link-token-access.js';
import { proofOfOtherAccount } from '../platform-linking.errors.js';
import type { LinkTokenView } from '../platform-linking.types.js';
import type { PendingSignIn } from './link-sign-ins.repository.js';

/** How a link is made of a sign-in at the platform. */
@Injectable()
export class SignInLinks {
  constructor(
    private readonly access: LinkTokenAccess,
    private readonly decision: LinkDecision,
    private readonly proofs: AwaitedProofs,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Asked before the platform is: of a link that is over nobody needs to know who signed in.
   *
   * @throws AppError link_token_used, link_token_expired, connect_state_invalid
   */
  async requireAwaiting({ linkTokenId, userId }: PendingSignIn): Promise<void> {
    requireAwaitingOf(await this.access.requireById(linkTokenId), userId);
  }

  /**
   * Consumes the token and links if it is the right one who signed in, both or neither. Somebody else counts towards the five that kill
   * the token.
   *
   * @param signedInAs the platform's immutable id
   * @throws AppError link_proof_other_account, link_token_used, link_token_expired, connect_state_invalid,
   *   platform_identity_linked_to_you, …_to_another
   */
  async create(pending: PendingSignIn, signedInAs: string, requestId: string): Promise<void> {
    const { linkTokenId, userId, username, loginId } = pending;
    const actor: AuditActor = { kind: 'human', id: userId, name: username, tokenId: loginId, requestId };
    await this.transactions.run(async (tx): Promise<AppError | null> => {
      const view = await this.access.lockById(linkTokenId, tx);
      requireAwaitingOf(view, userId);
      if (signedInAs !== view.platformUserId) {
        return proofOfOtherAccount(await this.proofs.countWrong(view, actor, tx));
      }
      await this.decision.create(view, userId, actor, tx);
      return null;
    });
  }
}

function requireAwaitingOf(view: LinkTokenView, userId: string): void {
  const awaiting = requireConfirmable(view, userId) && view.proof === 'platform';
  if (!awaiting) throw connectStateInvalid();
}
