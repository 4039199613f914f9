import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import type { HumanCaller } from '../../common/access/caller.js';
import { AccountsService, type Account } from '../accounts/index.js';
import { actorOf } from '../audit/index.js';
import { IdempotencyService } from '../idempotency/index.js';
import { UsersService, type ProfileChange, type User, type UserCredentials } from '../users/index.js';
import { currentPasswordWrong } from './auth.errors.js';
import { LoginsService } from './logins.service.js';
import { Passwords } from './passwords/passwords.service.js';

export interface Profile {
  readonly user: User;
  readonly accounts: readonly Account[];
}

export interface WantedProfile {
  readonly username?: string;
  readonly name?: string;
  readonly email?: string;
  readonly password?: string;
  readonly currentPassword?: string;
}

/** What people do with themselves. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly logins: LoginsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** @param onlyAccountId of its accounts that one alone, for a token that is bound to it */
  async show(userId: string, onlyAccountId: string | null = null): Promise<Profile> {
    const [user, all] = [await this.users.findById(userId), await this.accounts.listAllOf(userId)];
    const accounts = onlyAccountId === null ? all : all.filter(({ id }) => id === onlyAccountId);
    // Deleted since the guard looked.
    if (!user) throw credentialsRejected();
    return { user, accounts };
  }

  /** @throws AppError current_password_wrong, password_too_common, email_taken, username_taken, … */
  async change(wanted: WantedProfile, address: string, caller: HumanCaller): Promise<Profile> {
    const known = await this.users.findCredentialsById(caller.principal.userId);
    if (!known) throw credentialsRejected();
    const guarded = wanted.password !== undefined || wanted.email !== undefined;
    if (guarded) await this.requirePassword(wanted.currentPassword, known, address);
    await this.store(await this.prepared(wanted, known.user), guarded ? known : null, caller);
    return this.show(caller.principal.userId);
  }

  /** @throws AppError last_owner, last_system_admin */
  delete(caller: HumanCaller): Promise<void> {
    return this.idempotency.run(null, (tx) => this.users.delete(caller.principal.userId, actorOf(caller), tx));
  }

  private async requirePassword(given: string | undefined, known: UserCredentials, address: string): Promise<void> {
    const { username, email } = known.user;
    if (
      given === undefined ||
      !(await this.passwords.isRight(given, known.passwordHash, { name: username, address }))
    ) {
      throw currentPasswordWrong();
    }
    await this.passwords.forgive([username, email]);
  }

  /** Hashes the new password, before any transaction. */
  private async prepared({ username, name, email, password }: WantedProfile, user: User): Promise<ProfileChange> {
    if (password === undefined) return { username, name, email };
    const names = { username: username ?? user.username, email: email ?? user.email ?? '' };
    return { username, name, email, passwordHash: await this.passwords.hashChosen(password, names) };
  }

  /** @param checked what the current password was checked against; null when none was needed */
  private store(change: ProfileChange, checked: UserCredentials | null, caller: HumanCaller): Promise<void> {
    return this.idempotency.run(null, async (tx) => {
      const now = await this.users.lockCredentials(caller.principal.userId, tx);
      if (!now) throw credentialsRejected();
      if (checked && now.passwordHash !== checked.passwordHash) throw currentPasswordWrong();
      await this.users.changeProfile(now.user.id, change, actorOf(caller), tx);
      if (change.passwordHash !== undefined) await this.logins.endOthers(caller, 'password_changed', tx);
    });
  }
}
