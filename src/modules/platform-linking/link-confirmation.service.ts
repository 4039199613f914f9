import { Injectable } from '@nestjs/common';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import type { AppError } from '../../common/errors/app-error.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { UsersService } from '../users/index.js';
import { LinkDecision } from './link-decision.js';
import { LinkTokenAccess } from './link-token-access.js';
import { judgeConfirm, judgeProof } from './link-token.rules.js';
import { linkTokenExpired, linkTokenUsed, proofNotAwaited } from './platform-linking.errors.js';
import type { Confirmation, LinkingPerson, LinkTokenView, ProofGiven, Proven } from './platform-linking.types.js';
import { ProofCodes } from './proof-codes.js';
import { requirePlatform } from './service-reach.js';

/** How a link token becomes a link: the person confirms and, with two-sided proof, the chat identity repeats the code. */
@Injectable()
export class LinkConfirmationService {
  constructor(
    private readonly access: LinkTokenAccess,
    private readonly decision: LinkDecision,
    private readonly codes: ProofCodes,
    private readonly users: UsersService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Consumes the token and links, both or neither. With two-sided proof the link waits for the code instead.
   *
   * @throws AppError link_token_not_found, link_token_used, link_token_expired, platform_identity_linked_to_you, …_to_another
   */
  confirm(token: string, caller: HumanCaller, call: IdempotentCall | null): Promise<Confirmation> {
    return this.idempotency.run(call, async (tx): Promise<Confirmation> => {
      const view = await this.access.lock(token, tx);
      requireConfirmable(view, caller.principal.userId);
      const { platform, platformUserId, platformUsername } = view;
      const identity = { platform, platformUserId, platformUsername };
      if (view.proof !== 'none') return { ...identity, code: await this.codes.show(view, caller, tx) };
      const person = await this.requireActive(caller.principal.userId, tx);
      await this.decision.create(view, person, actorOf(caller), tx);
      return { ...identity, code: null };
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
      requireProvable(view);
      const person = await this.requireActive(view.confirmedBy, tx);
      const refusal = await this.codes.check(view, given, caller, tx);
      if (refusal) return refusal;
      await this.decision.create(view, person, actorOf(caller), tx);
      return { userId: person.id };
    });
  }

  /** The person a link is for, kept from being deleted until the transaction ends. Nobody is linked who may no longer act. */
  private async requireActive(userId: string | null, tx: Tx): Promise<LinkingPerson> {
    const user = userId !== null && (await this.users.hold(userId, tx)) ? await this.users.findById(userId, tx) : null;
    if (user?.status !== 'active') throw linkTokenExpired();
    return { id: user.id, name: user.username };
  }
}

function requireConfirmable(view: LinkTokenView, userId: string): void {
  const verdict = judgeConfirm(view, userId);
  if (verdict === 'used') throw linkTokenUsed(view.linkedUserId === userId);
  if (verdict === 'expired') throw linkTokenExpired();
}

function requireProvable(view: LinkTokenView): void {
  const verdict = judgeProof(view);
  if (verdict === 'used') throw linkTokenUsed(false);
  if (verdict === 'expired') throw linkTokenExpired();
  if (verdict === 'not_awaited') throw proofNotAwaited();
}
