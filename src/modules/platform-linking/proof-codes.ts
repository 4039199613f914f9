import { Injectable } from '@nestjs/common';
import type { HumanCaller, ServiceCaller } from '../../common/access/caller.js';
import { SealedBox } from '../../common/crypto/sealed-box.js';
import { sameSecret } from '../../common/crypto/secrets.js';
import type { AppError } from '../../common/errors/app-error.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf } from '../audit/index.js';
import { AwaitedProofs } from './awaited-proofs.js';
import { mintProofCode } from './link-token.rules.js';
import { proofIdentityMismatch, proofWrong } from './platform-linking.errors.js';
import type { LinkTokenView, ProofGiven } from './platform-linking.types.js';

/** The six digits of two-sided proof: shown to the person who confirmed, typed into the chat by the identity to be linked. */
@Injectable()
export class ProofCodes {
  constructor(
    private readonly proofs: AwaitedProofs,
    private readonly box: SealedBox,
  ) {}

  /**
   * The code to show: a new one, or again the one this person was shown, as the first answer may have been lost.
   *
   * @param token open, with its identity locked
   * @throws AppError link_token_expired
   */
  async show(token: LinkTokenView, caller: HumanCaller, tx: Tx): Promise<string> {
    if (token.codeSealed !== null) return this.box.open(token.codeSealed, placeOf(token)).toString();
    const code = mintProofCode();
    await this.proofs.begin(token, this.box.seal(Buffer.from(code), placeOf(token)), caller, tx);
    return code;
  }

  /**
   * Compares; a wrong code, or the right one from another identity, counts towards the five that kill the token. The count must be
   * committed, so the refusal is returned, not thrown.
   *
   * @param token awaiting a code, with its identity locked
   */
  async check(token: LinkTokenView, given: ProofGiven, caller: ServiceCaller, tx: Tx): Promise<AppError | null> {
    const expected = token.codeSealed === null ? '' : this.box.open(token.codeSealed, placeOf(token)).toString();
    const sameIdentity = given.platformUserId === token.platformUserId;
    if (sameSecret(given.code, expected) && sameIdentity) return null;
    const left = await this.proofs.countWrong(token, actorOf(caller), tx);
    return sameIdentity ? proofWrong(left) : proofIdentityMismatch(left);
  }
}

const placeOf = (token: LinkTokenView): string => `link_tokens/${token.id}/code_sealed`;
