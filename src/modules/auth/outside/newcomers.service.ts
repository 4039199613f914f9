import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../database/transactions.js';
import { AccountsService } from '../../accounts/index.js';
import { AuditService, type AuditActor } from '../../audit/index.js';
import { displayName, NAME_MAX_LENGTH, UsersService, type User } from '../../users/index.js';
import { ExternalIdentitiesRepository } from './external-identities.repository.js';
import { otherUsername, wantedUsername } from './outside-person.rules.js';
import type { OutsidePerson } from './outside.types.js';

const SUFFIX_BYTES = 3;

/** Makes a user of somebody whom an outside issuer has proven and who was never seen here. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly identities: ExternalIdentitiesRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * A human without a password, with a personal account. An e-mail address or username that somebody has stays theirs.
   *
   * @throws AppError username_taken, email_taken when somebody takes it this very moment: try again
   */
  async welcome(person: OutsidePerson, requestId: string, tx: Tx): Promise<User> {
    // Nobody we know, until this is done.
    const actor: AuditActor = { kind: 'anonymous', id: null, name: null, requestId };
    const human = {
      username: await this.freeUsername(person, tx),
      name: displayName(person.name ?? '').slice(0, NAME_MAX_LENGTH) || undefined,
      email: await this.freeEmail(person, tx),
      passwordHash: null,
    };
    const user = await this.users.addHuman(human, actor, tx);
    await this.accounts.createPersonal(user, actor, tx);
    await this.identities.add(person, user.id, tx);
    const entry = { actor, subject: { id: user.id, name: user.username }, target: { kind: 'user', id: user.id } };
    await this.audit.record({ ...entry, action: 'identity.added', details: { issuer: person.issuer } }, tx);
    return user;
  }

  private async freeUsername(person: OutsidePerson, tx: Tx): Promise<string> {
    const wanted = wantedUsername(person);
    const taken = await this.users.findByRef(wanted, tx);
    return taken ? otherUsername(wanted, randomBytes(SUFFIX_BYTES).toString('hex')) : wanted;
  }

  private async freeEmail({ email }: OutsidePerson, tx: Tx): Promise<string | null> {
    if (email === null) return null;
    return (await this.users.findCredentials(email, tx)) === null ? email : null;
  }
}
