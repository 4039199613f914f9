import { Injectable } from '@nestjs/common';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import type { AppError } from '../../common/errors/app-error.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { LinkDecision } from './link-decision.js';
import { LinkTokenAccess, requireConfirmable, requireProvable } from './link-token-access.js';
import type { Confirmation, LinkTokenView, ProofGiven, Proven, ProofNeeded } from './platform-linking.types.js';
import { ProofCodes } from './proof-codes.js';
import { requirePlatform } from './service-reach.js';
import { SignInProofs } from './sign-in/sign-in-proofs.js';

/** How a link token becomes a link: the person confirms and, where the key demands it, the code comes back or they sign in (`sign-in/`). */
@Injectable()
export class LinkConfirmationService {
  constructor(
    private readonly access: LinkTokenAccess,
    private readonly decision: LinkDecision,
    private readonly codes: ProofCodes,
    private readonly signIns: SignInProofs,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Consumes the token and links, both or neither. Where a proof is demanded the link waits for it instead.
   *
   * @param browser what the caller's browser is recognised by when it comes back from a platform
   * @throws AppError link_token_not_found, link_token_used, link_token_expired, platform_identity_linked_to_you, …_to_another,
   *   proof_mode_unavailable
   */
  confirm(token: string, caller: HumanCaller, browser: string, call: IdempotentCall | null): Promise<Confirmation> {
    return this.idempotency.run(call, async (tx): Promise<Confirmation> => {
      const view = await this.access.lock(token, tx);
      requireConfirmable(view, caller.principal.userId);
      const { platform, platformUserId, platformUsername } = view;
      const needed = await this.proofNeeded(view, caller, browser, tx);
      if (needed === null) await this.decision.create(view, caller.principal.userId, actorOf(caller), tx);
      return { platform, platformUserId, platformUsername, needed };
    });
  }

  /**
   * "I did not ask for this": closes the token for good.
   *
   * @throws AppError link_token_not_found, link_token_used, link_token_expired
   */
  async decline(token: string, caller: HumanCaller): Promise<void> {
    await this.idempotency.run(null, async (tx) => {
      const view = await this.access.lock(token, tx);
      requireConfirmable(view, caller.principal.userId);
      await this.decision.decline(view, actorOf(caller), tx);
    });
  }

  /**
   * The code came back from the chat: only now the link exists.
   *
   * @throws AppError link_token_not_found, link_token_used, link_token_expired, link_proof_not_awaited, link_proof_wrong,
   *   link_proof_identity_mismatch, platform_not_allowed
   */
  prove(token: string, given: ProofGiven, caller: ServiceCaller, call: IdempotentCall | null): Promise<Proven> {
    return this.idempotency.run(call, async (tx): Promise<Proven | AppError> => {
      const view = await this.access.lock(token, tx);
      requirePlatform(caller.principal, view.platform);
      const userId = requireProvable(view);
      const refusal = await this.codes.check(view, given, caller, tx);
      if (refusal) return refusal;
      await this.decision.create(view, userId, actorOf(caller), tx);
      return { userId };
    });
  }

  private async proofNeeded(view: LinkTokenView, caller: HumanCaller, browser: string, tx: Tx): Promise<ProofNeeded> {
    switch (view.proof) {
      case 'none':
        return null;
      case 'code':
        return { code: await this.codes.show(view, caller, tx) };
      case 'platform':
        return { authorizeUrl: await this.signIns.begin(view, caller, browser, tx), browser };
    }
  }
}
