import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { AccountsService, type Account } from '../accounts/index.js';
import type { AuditActor } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { UsersService, type User } from '../users/index.js';
import { registrationDisabled } from './auth.errors.js';
import { Passwords } from './passwords/passwords.service.js';

export interface Registration {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly name?: string;
}

export interface Registered {
  readonly user: User;
  readonly account: Account;
}

@Injectable()
export class RegistrationService {
  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** @throws AppError registration_disabled, password_too_common, username_prefix_reserved, email_taken, username_taken, busy */
  async register(registration: Registration, requestId: string, call: IdempotentCall | null): Promise<Registered> {
    if (!this.config.settings.REGISTRATION_ENABLED) throw registrationDisabled();
    const { password, ...human } = registration;
    const passwordHash = await this.passwords.hashChosen(password, human);
    // Nobody we know, until the registration is done.
    const actor: AuditActor = { kind: 'anonymous', id: null, name: null, requestId };
    return this.idempotency.run(call, async (tx) => {
      const user = await this.users.addHuman({ ...human, passwordHash }, actor, tx);
      return { user, account: await this.accounts.createPersonal(user, actor, tx) };
    });
  }
}
