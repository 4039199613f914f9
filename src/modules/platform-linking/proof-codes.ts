import { Injectable } from '@nestjs/common';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import { SealedBox } from '../../common/crypto/sealed-box.js';
import { sameSecret } from '../../common/crypto/secrets.js';
import type { AppError } from '../../common/errors/app-error.js';
import { tail } from '../../common/logging/logger.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService, type AuditActor } from '../audit/index.js';
import { MAX_WRONG_CODES, mintProofCode } from './link-token.rules.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import { linkTokenExpired, proofIdentityMismatch, proofWrong } from './platform-linking.errors.js';
import type { LinkTokenView, ProofGiven } from './platform-linking.types.js';

/** The six digits of two-sided proof: shown to the person who confirmed, typed into the chat by the identity to be linked. */
@Injectable()
export class ProofCodes {
  constructor(
    private readonly tokens: LinkTokensRepository,
    private readonly box: SealedBox,
    private readonly audit: AuditService,
  ) {}

  /**
   * The code to show: a new one, or again the one this person was shown, as the first answer may have been lost.
   *
   * @param token open, with its identity locked
   */
  async show(token: LinkTokenView, caller: HumanCaller, tx: Tx): Promise<string> {
    if (token.codeSealed !== null) return this.box.open(token.codeSealed, placeOf(token)).toString();
    const code = mintProofCode();
    const sealed = this.box.seal(Buffer.from(code), placeOf(token));
    if (!(await this.tokens.awaitProof(token.id, caller.principal.userId, sealed, tx))) throw linkTokenExpired();
    await this.record('link.confirmed', token, actorOf(caller), tx);
    return code;
  }

  /**
   * Compares; a wrong code, or the right one from another identity, counts towards the five that kill the token. The count must be
   * committed, so the refusal is returned, not thrown.
   *
   * @param token awaiting proof, with its identity locked
   */
  async check(token: LinkTokenView, given: ProofGiven, caller: ServiceCaller, tx: Tx): Promise<AppError | null> {
    const expected = token.codeSealed === null ? '' : this.box.open(token.codeSealed, placeOf(token)).toString();
    const sameIdentity = given.platformUserId === token.platformUserId;
    if (sameSecret(given.code, expected) && sameIdentity) return null;
    const left = await this.tokens.countWrongCode(token.id, MAX_WRONG_CODES, tx);
    await this.record('link.proof_refused', token, actorOf(caller), tx);
    return sameIdentity ? proofWrong(left) : proofIdentityMismatch(left);
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

const placeOf = (token: LinkTokenView): string => `link_tokens/${token.id}/code_sealed`;
