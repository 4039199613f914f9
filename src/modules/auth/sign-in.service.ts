import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import { Transactions } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import type { IdempotentCall } from '../idempotency/index.js';
import { hasBotPrefix, looksLikeEmail, UsersService, type UserCredentials } from '../users/index.js';
import { accountIsBot } from './auth.errors.js';
import type { IssuedTokens } from './auth.types.js';
import { maskedLogin } from './logins.rules.js';
import { LoginsService } from './logins.service.js';
import { Passwords } from './passwords/passwords.service.js';

export interface SignIn {
  /** E-mail address or username. */
  readonly login: string;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
}

/** Sign-in with a password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly logins: LoginsService,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
  ) {}

  /**
   * An unknown name, a wrong password and a disabled person take the same steps and get the same answer.
   *
   * @throws AppError account_is_bot, credentials_rejected, rate_limited, busy
   */
  async signIn(signIn: SignIn, call: IdempotentCall | null): Promise<IssuedTokens> {
    const { login, password, address, requestId } = signIn;
    if (!looksLikeEmail(login) && hasBotPrefix(login)) throw accountIsBot();
    const known = await this.users.findCredentials(login);
    if (known?.user.kind === 'bot') throw accountIsBot();
    const hash = known?.user.status === 'active' ? known.passwordHash : null;
    const right = await this.passwords.isRight(password, hash, { name: login, address });
    if (!known || !right) {
      await this.recordRefusal(signIn, known);
      throw credentialsRejected();
    }
    const tokens = await this.start(known, requestId, call);
    await this.passwords.forgive([known.user.username, known.user.email]);
    return tokens;
  }

  private start(
    { user, passwordHash }: UserCredentials,
    requestId: string,
    call: IdempotentCall | null,
  ): Promise<IssuedTokens> {
    const admit: Parameters<LoginsService['start']>[0] = async (tx) => {
      // The password was checked outside the transaction: a login must not outlive a change of it that was made meanwhile.
      const now = await this.users.lockCredentials(user.id, tx);
      if (now?.user.status !== 'active' || now.passwordHash !== passwordHash) throw credentialsRejected();
      return now.user;
    };
    return this.logins.start(admit, requestId, call);
  }

  private recordRefusal({ login, requestId }: SignIn, known: UserCredentials | null): Promise<void> {
    const actor: AuditActor = { kind: 'anonymous', id: null, name: null, requestId };
    const subject = known ? { id: known.user.id, name: known.user.username } : undefined;
    const details = { login: maskedLogin(login) };
    return this.transactions.run((tx) =>
      this.audit.record({ actor, action: 'login.refused', subject, outcome: 'refused', details }, tx),
    );
  }
}
