import { Injectable } from '@nestjs/common';
import { botUsersDisabled, credentialsRejected, permissionMissing } from '../../common/access/access.errors.js';
import type { HumanCaller } from '../../common/access/caller.js';
import { AppConfig } from '../../config/app-config.js';
import type { Tx } from '../../database/transactions.js';
import { AccountsService } from '../accounts/index.js';
import { BotOwnership, displayName, UsersService } from '../users/index.js';
import { decideExpiry, missingFor } from './api-token.rules.js';
import type { NewApiToken, TokenHolder } from './api-token.types.js';
import { expiryTooLate, titleInvalid } from './api-tokens.errors.js';
import { expiryPast } from './machine-keys.errors.js';

/** Whom a person may make tokens for (themselves: null, and their own bots, by id or username), and on what terms. */
@Injectable()
export class TokenHolders {
  constructor(
    private readonly users: UsersService,
    private readonly bots: BotOwnership,
    private readonly accounts: AccountsService,
    private readonly config: AppConfig,
  ) {}

  /** @throws AppError bot_not_found, bot_not_owned */
  async require(bot: string | null, { principal }: HumanCaller): Promise<TokenHolder> {
    if (bot !== null) return this.bots.requireOwned(bot, principal.userId);
    return { id: principal.userId, kind: 'human', username: principal.username };
  }

  /** Holds the user against every other change until the transaction ends, so that its tokens can be counted. */
  async lock(bot: string | null, { principal }: HumanCaller, tx: Tx): Promise<TokenHolder> {
    if (bot !== null) return this.bots.lockOwned(bot, principal.userId, tx);
    const known = await this.users.lockCredentials(principal.userId, tx);
    if (!known) throw credentialsRejected();
    return known.user;
  }

  /** @throws AppError bot_users_disabled */
  requireUsable({ kind }: TokenHolder): void {
    if (kind === 'bot' && !this.config.settings.BOT_USERS_ENABLED) throw botUsersDisabled();
  }

  /**
   * A token carries nothing that its maker may not do, and lives no longer than allowed.
   *
   * @param now the database's clock
   * @throws AppError account_not_found, permission_missing, request_invalid
   */
  async agree(request: NewApiToken, { principal }: HumanCaller, now: Date): Promise<NewApiToken> {
    const title = displayName(request.title);
    if (title === '') throw titleInvalid();
    if (request.accountId !== null) {
      const { role } = await this.accounts.requireOfMember(request.accountId, principal.userId);
      const missing = missingFor(role, request.scopes);
      if (missing !== null) throw permissionMissing(missing);
    }
    return { ...request, title, expiresAt: this.expiryOf(request.expiresAt, now) };
  }

  private expiryOf(asked: Date | null, now: Date): Date | null {
    const days = this.config.settings.TOKEN_MAX_LIFETIME_DAYS;
    const verdict = decideExpiry(asked, days, now);
    if ('expiresAt' in verdict) return verdict.expiresAt;
    throw verdict.refused === 'past' || days === null ? expiryPast() : expiryTooLate(days);
  }
}
