import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import type { Caller } from '../../common/access/caller.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { judgeRotation } from './api-token.rules.js';
import { ApiTokenSecrets } from './api-token-secrets.js';
import type { IssuedApiToken, TokenPrincipal } from './api-token.types.js';
import { ApiTokensRepository } from './api-tokens.repository.js';

/** What a token does with itself. */
@Injectable()
export class TokenSelfService {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly secrets: ApiTokenSecrets,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  /**
   * A retry with the same `Idempotency-Key` gets the same secret, also when the one it comes with has ended meanwhile. Any other use of
   * an ended secret here ends the whole token: the refusal is committed with it.
   *
   * @throws AppError credentials_rejected
   */
  rotate(overlapSeconds: number, caller: Caller<TokenPrincipal>, call: IdempotentCall | null): Promise<IssuedApiToken> {
    const { userId, kind, token } = caller.principal;
    return this.idempotency.run(
      call,
      async (tx) => {
        const now = await this.tokens.lockLive(token.tokenId, tx);
        if (!now) throw credentialsRejected();
        const live = await this.tokens.isSecretLive(token.tokenId, token.generation, tx);
        if (judgeRotation(token.generation, now.generation, live) === 'reuse') {
          await this.tokens.revoke(token.tokenId, 'reuse', tx);
          await this.record('revoked', caller, { because: 'reuse', generation: token.generation }, tx);
          return credentialsRejected();
        }
        const issued = await this.secrets.renew(token.tokenId, { id: userId, kind }, overlapSeconds, tx);
        await this.record('rotated', caller, { overlap_seconds: overlapSeconds }, tx);
        return issued;
      },
      true,
    );
  }

  /** The subject is the owner, so that it stands in their audit. */
  private record(
    what: 'rotated' | 'revoked',
    caller: Caller<TokenPrincipal>,
    more: Readonly<Record<string, unknown>>,
    tx: Tx,
  ): Promise<void> {
    const { principal } = caller;
    const { token, username } = principal;
    const subject = principal.kind === 'bot' ? { id: principal.ownerId, name: principal.ownerUsername } : undefined;
    const target = { kind: 'api_token', id: token.tokenId };
    const details = { title: token.title, user: username, ...more };
    return this.audit.record({ actor: actorOf(caller), action: `api_token.${what}`, subject, target, details }, tx);
  }
}
