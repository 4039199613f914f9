import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../common/access/caller.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService, type AuditActor } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { MAX_LIVE_TOKENS } from './api-token.rules.js';
import { ApiTokenSecrets } from './api-token-secrets.js';
import type {
  ApiTokenView,
  IssuedApiToken,
  NewApiToken,
  RevokedBecause,
  TokenHolder,
  TokenSummary,
} from './api-token.types.js';
import { apiTokenNotFound, tooManyApiTokens } from './api-tokens.errors.js';
import { ApiTokensRepository } from './api-tokens.repository.js';
import { TokenHolders } from './token-holders.js';

/** One token of somebody: `bot` is an id or username, null for the caller's own. */
export interface TokenRef {
  readonly bot: string | null;
  readonly id: string;
}

/** API tokens, as the people who make them manage them. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly holders: TokenHolders,
    private readonly tokens: ApiTokensRepository,
    private readonly secrets: ApiTokenSecrets,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError bot_not_found, bot_not_owned, bot_users_disabled, too_many_api_tokens, account_not_found, permission_missing */
  issue(
    bot: string | null,
    request: NewApiToken,
    caller: HumanCaller,
    call: IdempotentCall | null,
  ): Promise<IssuedApiToken> {
    return this.idempotency.run(
      call,
      async (tx) => {
        const holder = await this.holders.lock(bot, caller, tx);
        this.holders.requireUsable(holder);
        if ((await this.tokens.countLive(holder.id, tx)) >= MAX_LIVE_TOKENS) throw tooManyApiTokens();
        const agreed = await this.holders.agree(request, caller, await this.tokens.now(tx));
        const id = await this.tokens.add(agreed, holder.id, caller.principal.userId, tx);
        const issued = await this.secrets.issueFirst(id, holder, tx);
        await this.record('created', { token: issued.token, holder, actor: actorOf(caller) }, tx);
        return issued;
      },
      true,
    );
  }

  /** Live tokens, newest first. */
  async list(bot: string | null, caller: HumanCaller): Promise<ApiTokenView[]> {
    const { id } = await this.holders.require(bot, caller);
    return this.tokens.findLive(id);
  }

  /** @throws AppError api_token_not_found, bot_not_found, bot_not_owned */
  async require(ref: TokenRef, caller: HumanCaller): Promise<ApiTokenView> {
    const holder = await this.holders.require(ref.bot, caller);
    const token = await this.tokens.findOne(holder.id, ref.id);
    if (!token) throw apiTokenNotFound();
    return token;
  }

  /**
   * A new secret under the same id; the old one works until the overlap ends.
   *
   * @throws AppError api_token_not_found, bot_not_found, bot_not_owned, bot_users_disabled
   */
  rotate(
    ref: TokenRef,
    overlapSeconds: number,
    caller: HumanCaller,
    call: IdempotentCall | null,
  ): Promise<IssuedApiToken> {
    return this.idempotency.run(
      call,
      async (tx) => {
        const { holder } = await this.lock(ref, caller, tx);
        this.holders.requireUsable(holder);
        const issued = await this.secrets.renew(ref.id, holder, overlapSeconds, tx);
        const details = { overlap_seconds: overlapSeconds };
        await this.record('rotated', { token: issued.token, holder, actor: actorOf(caller), details }, tx);
        return issued;
      },
      true,
    );
  }

  /**
   * Ends the token and all its secrets at once.
   *
   * @throws AppError api_token_not_found, bot_not_found, bot_not_owned
   */
  revoke(ref: TokenRef, caller: HumanCaller): Promise<void> {
    return this.idempotency.run(null, async (tx) => {
      const { holder, token } = await this.lock(ref, caller, tx);
      await this.tokens.revoke(ref.id, 'deleted', tx);
      const details = { because: 'deleted' };
      await this.record('revoked', { token, holder, actor: actorOf(caller), details }, tx);
    });
  }

  /** Ends every token of a user; the caller holds the user. */
  async revokeAll(holder: TokenHolder, because: RevokedBecause, actor: AuditActor, tx: Tx): Promise<void> {
    for (const id of await this.tokens.revokeAll(holder.id, because, tx)) {
      await this.record('revoked', { token: { id }, holder, actor, details: { because } }, tx);
    }
  }

  /** How many live tokens each user has, and when any was used last. */
  summariesOf(userIds: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, TokenSummary>> {
    return this.tokens.summaries(userIds, tx);
  }

  private async lock(
    ref: TokenRef,
    caller: HumanCaller,
    tx: Tx,
  ): Promise<{ holder: TokenHolder; token: ApiTokenView }> {
    const holder = await this.holders.lock(ref.bot, caller, tx);
    await this.tokens.lockLive(ref.id, tx);
    const token = await this.tokens.findOne(holder.id, ref.id, tx);
    if (!token) throw apiTokenNotFound();
    return { holder, token };
  }

  private record(what: 'created' | 'rotated' | 'revoked', told: Told, tx: Tx): Promise<void> {
    const { token, holder, actor } = told;
    const target = { kind: 'api_token', id: token.id };
    const details = { title: token.title, user: holder.username, ...told.details };
    return this.audit.record({ actor, action: `api_token.${what}`, target, details }, tx);
  }
}

interface Told {
  readonly token: { readonly id: string; readonly title?: string };
  readonly holder: TokenHolder;
  readonly actor: AuditActor;
  readonly details?: Readonly<Record<string, unknown>>;
}
