import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../../common/access/access.errors.js';
import { AppError } from '../../../common/errors/app-error.js';
import { AppConfig } from '../../../config/app-config.js';
import { holdLock, LOCKS } from '../../../database/locks.js';
import { Transactions, type Tx } from '../../../database/transactions.js';
import { hasBotPrefix, UsersService, type User } from '../../users/index.js';
import { accountIsBot, registrationDisabled } from '../auth.errors.js';
import { ExternalIdentitiesRepository } from './external-identities.repository.js';
import { Newcomers } from './newcomers.service.js';
import { ownUsername } from './outside-person.rules.js';
import type { OutsidePerson } from './outside.types.js';

/** A name that was free when we looked may be taken when we write; a fourth such race in a row is not bad luck. */
const ATTEMPTS = 4;

/** The user that an outside identity is, made at the first sight of it. */
@Injectable()
export class OutsidePeople {
  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly identities: ExternalIdentitiesRepository,
    private readonly newcomers: Newcomers,
    private readonly transactions: Transactions,
  ) {}

  /** @throws AppError account_is_bot, when the issuer calls them what only bots are called */
  requireHuman(person: OutsidePerson): void {
    if (hasBotPrefix(ownUsername(person))) throw accountIsBot();
  }

  /** @throws AppError account_is_bot, credentials_rejected (disabled), registration_disabled */
  async userOf(person: OutsidePerson, requestId: string): Promise<User> {
    this.requireHuman(person);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transactions.run((tx) => this.findOrMake(person, requestId, tx));
      } catch (error) {
        if (attempt >= ATTEMPTS || !isNameTaken(error)) throw error;
      }
    }
  }

  private async findOrMake(person: OutsidePerson, requestId: string, tx: Tx): Promise<User> {
    await holdLock(LOCKS.externalIdentity(person.issuer, person.subject), tx);
    const userId = await this.identities.findUserId(person, tx);
    if (userId !== null) {
      await this.identities.markSeen([person], tx);
      return requireActive(await this.users.requireById(userId, tx));
    }
    if (!this.config.settings.OUTSIDE_REGISTRATION_ENABLED) throw registrationDisabled();
    return this.newcomers.welcome(person, requestId, tx);
  }
}

function requireActive(user: User): User {
  if (user.kind === 'bot') throw accountIsBot();
  if (user.status !== 'active') throw credentialsRejected();
  return user;
}

const isNameTaken = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'username_taken' || error.code === 'email_taken');
