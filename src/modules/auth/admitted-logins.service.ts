import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import type { IdempotentCall } from '../idempotency/index.js';
import { UsersService, type UserCredentials } from '../users/index.js';
import type { IssuedTokens } from './auth.types.js';
import { LoginsService } from './logins.service.js';
import { OutsidePeople } from './outside/outside-people.service.js';
import type { OutsidePerson } from './outside/outside.types.js';

/** Logins for people who have proven who they are, if they are who they were when the login begins. */
@Injectable()
export class AdmittedLogins {
  constructor(
    private readonly people: OutsidePeople,
    private readonly users: UsersService,
    private readonly logins: LoginsService,
  ) {}

  /** @throws AppError credentials_rejected */
  ofPassword(
    { user, passwordHash }: UserCredentials,
    requestId: string,
    call: IdempotentCall | null,
  ): Promise<IssuedTokens> {
    return this.logins.start(
      async (tx) => {
        // The password was checked outside the transaction: a login must not outlive a change of it that was made meanwhile.
        const now = await this.users.lockCredentials(user.id, tx);
        if (now?.user.status !== 'active' || now.passwordHash !== passwordHash) throw credentialsRejected();
        return now.user;
      },
      requestId,
      call,
    );
  }

  /** @throws AppError account_is_bot, credentials_rejected (disabled), registration_disabled */
  async ofOutsidePerson(person: OutsidePerson, requestId: string, call: IdempotentCall | null): Promise<IssuedTokens> {
    const { id } = await this.people.userOf(person, requestId);
    return this.logins.start(
      async (tx) => {
        const now = await this.users.lockCredentials(id, tx);
        if (now?.user.status !== 'active') throw credentialsRejected();
        return now.user;
      },
      requestId,
      call,
    );
  }
}
