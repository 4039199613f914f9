import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import { AppError } from '../../common/errors/app-error.js';
import type { IdempotentCall } from '../idempotency/index.js';
import { hasBotPrefix, looksLikeEmail, UsersService, type UserCredentials } from '../users/index.js';
import { AdmittedLogins } from './admitted-logins.service.js';
import { accountIsBot } from './auth.errors.js';
import type { IssuedTokens } from './auth.types.js';
import { DirectorySignIn } from './ldap/directory-sign-in.service.js';
import { maskedLogin } from './logins.rules.js';
import { Passwords } from './passwords/passwords.service.js';
import { SignInRefusals } from './sign-in-refusals.js';

export interface SignIn {
  /** E-mail address or username. */
  readonly login: string;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
}

/** Sign-in with a name and a password: one of ours, or one of the directory's for names that have none here. */
@Injectable()
export class SignInService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly directory: DirectorySignIn,
    private readonly logins: AdmittedLogins,
    private readonly refusals: SignInRefusals,
  ) {}

  /**
   * An unknown name, a wrong password and a disabled person take the same steps and get the same answer.
   *
   * @throws AppError account_is_bot, credentials_rejected, rate_limited, busy; with a directory also identity_provider_unavailable
   * and registration_disabled
   */
  async signIn(signIn: SignIn, call: IdempotentCall | null): Promise<IssuedTokens> {
    if (!looksLikeEmail(signIn.login) && hasBotPrefix(signIn.login)) throw accountIsBot();
    const since = performance.now();
    const known = await this.users.findCredentials(signIn.login);
    if (known?.user.kind === 'bot') throw accountIsBot();
    const elsewhere = this.directory.isSetUp && (known?.passwordHash ?? null) === null;
    const tokens = await (elsewhere ? this.withDirectory(signIn, call) : this.withPassword(signIn, known, call));
    if (tokens) return tokens;
    await this.refusals.record({ login: maskedLogin(signIn.login) }, known?.user ?? null, signIn.requestId);
    await this.directory.holdBack(since);
    throw credentialsRejected();
  }

  /** null when it is not the password of an active person; then it was counted. */
  private async withPassword(
    { login, password, address, requestId }: SignIn,
    known: UserCredentials | null,
    call: IdempotentCall | null,
  ): Promise<IssuedTokens | null> {
    const hash = known?.user.status === 'active' ? known.passwordHash : null;
    const right = await this.passwords.isRight(password, hash, { name: login, address });
    if (!known || !right) return null;
    const tokens = await this.logins.ofPassword(known, requestId, call);
    await this.passwords.forgive([known.user.username, known.user.email]);
    return tokens;
  }

  private async withDirectory(
    { login, password, address, requestId }: SignIn,
    call: IdempotentCall | null,
  ): Promise<IssuedTokens | null> {
    const attempt = { name: login, address };
    const person = await this.directory.prove(password, attempt);
    if (!person) return null;
    try {
      const tokens = await this.logins.ofOutsidePerson(person, requestId, call);
      await this.directory.forgive(login);
      return tokens;
    } catch (error) {
      // Disabled here: no different from a wrong password.
      if (!(error instanceof AppError) || error.code !== 'credentials_rejected') throw error;
      await this.directory.countFailure(attempt);
      return null;
    }
  }
}
