import { Injectable } from '@nestjs/common';
import { isId } from '../../common/ids.rules.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import type { Tx } from '../../database/transactions.js';
import { AuditService, type AuditActor } from '../audit/index.js';
import { BotOwnersRepository } from './bot-owners.repository.js';
import type { UserEntity } from './user.entity.js';
import { lastSystemAdmin, nameInvalid, usernameInvalid, usernamePrefixReserved, userNotFound } from './users.errors.js';
import { UsersRepository, type UserChange } from './users.repository.js';
import { displayName, folded, hasBotPrefix, isActiveAdmin, isHumanUsername, looksLikeEmail } from './users.rules.js';
import type { NewHuman, ProfileChange, User, UserCredentials } from './users.types.js';

/** Runs in the transaction that deletes the user, before the row goes; what it throws refuses the deletion. */
export type UserDeletionListener = (user: User, actor: AuditActor, tx: Tx) => Promise<void>;

@Injectable()
export class UsersService {
  private readonly deletionListeners: UserDeletionListener[] = [];

  constructor(
    private readonly users: UsersRepository,
    private readonly owners: BotOwnersRepository,
    private readonly audit: AuditService,
  ) {}

  /** Lets another module clean up, audit or refuse when a user is deleted. Listeners run in the order they came. */
  onDelete(listener: UserDeletionListener): void {
    this.deletionListeners.push(listener);
  }

  async findById(id: string, tx?: Tx): Promise<User | null> {
    return userOrNull(await this.users.findBy({ id }, tx));
  }

  /** @throws AppError user_not_found */
  async requireById(id: string, tx?: Tx): Promise<User> {
    const user = await this.findById(id, tx);
    if (!user) throw userNotFound();
    return user;
  }

  /** @param ref an id or a username, in either case */
  async findByRef(ref: string, tx?: Tx): Promise<User | null> {
    return userOrNull(await this.users.findBy(isId(ref) ? { id: ref } : { username: folded(ref) }, tx));
  }

  async findManyById(ids: readonly string[]): Promise<ReadonlyMap<string, User>> {
    const rows = await this.users.findByIds(ids);
    return new Map(rows.map((row) => [row.id, userOf(row)]));
  }

  /** @param login an e-mail address or a username, in either case */
  async findCredentials(login: string, tx?: Tx): Promise<UserCredentials | null> {
    const where = looksLikeEmail(login) ? { email: folded(login) } : { username: folded(login) };
    const row = await this.users.findBy(where, tx);
    return row && { user: userOf(row), passwordHash: row.passwordHash };
  }

  async findCredentialsById(id: string): Promise<UserCredentials | null> {
    const row = await this.users.findBy({ id });
    return row && { user: userOf(row), passwordHash: row.passwordHash };
  }

  /** Holds the user against every other change until the transaction ends. */
  async lockCredentials(id: string, tx: Tx): Promise<UserCredentials | null> {
    const row = await this.users.lock(id, tx);
    return row && { user: userOf(row), passwordHash: row.passwordHash };
  }

  /** Keeps the user from being deleted until the transaction ends; false when there is none. Taken before any account's lock. */
  hold(id: string, tx: Tx): Promise<boolean> {
    return this.users.hold(id, tx);
  }

  async hasActiveSystemAdmin(tx?: Tx): Promise<boolean> {
    return (await this.users.countActiveAdmins(tx)) > 0;
  }

  /** @throws AppError username_prefix_reserved, request_invalid, username_taken, email_taken */
  async addHuman(human: NewHuman, actor: AuditActor, tx: Tx): Promise<User> {
    const username = humanUsername(human.username);
    const row = await this.users.add(
      {
        kind: 'human',
        username,
        name: human.name === undefined ? username : visibleName(human.name),
        email: human.email === null ? null : folded(human.email),
        passwordHash: human.passwordHash,
        isSystemAdmin: human.isSystemAdmin ?? false,
      },
      tx,
    );
    const user = userOf(row);
    await this.record('user.registered', user, actor, {}, tx);
    return user;
  }

  /** @throws AppError user_not_found, username_prefix_reserved, request_invalid, username_taken, email_taken */
  async changeProfile(id: string, change: ProfileChange, actor: AuditActor, tx: Tx): Promise<User> {
    const before = await this.users.lock(id, tx);
    if (!before) throw userNotFound();
    const wanted = cleanChange(change);
    const changed = Object.entries(wanted).filter(([field, value]) => before[field as keyof UserChange] !== value);
    if (changed.length === 0) return userOf(before);
    const user = userOf(await this.users.change(id, Object.fromEntries(changed), tx));
    await this.record(
      'user.updated',
      user,
      actor,
      { fields: changed.map(([field]) => FIELD_NAMES[field] ?? field) },
      tx,
    );
    return user;
  }

  /**
   * Deletes a user with all its bots and, by the listeners and foreign keys, all that belongs to them.
   *
   * @throws AppError user_not_found, last_system_admin, and what a listener refuses with
   */
  async delete(id: string, actor: AuditActor, tx: Tx): Promise<void> {
    await holdLock(LOCKS.systemAdmins(), tx);
    const row = await this.users.lock(id, tx);
    if (!row) throw userNotFound();
    const user = userOf(row);
    if (isActiveAdmin(user) && (await this.users.countActiveAdmins(tx)) === 1) throw lastSystemAdmin();
    // All of them are held before any listener locks an account: users before accounts, everywhere.
    for (const botId of await this.owners.lockBotsOf(id, tx)) await this.delete(botId, actor, tx);
    for (const listener of this.deletionListeners) await listener(user, actor, tx);
    await this.users.delete(id, tx);
    await this.record('user.deleted', user, actor, { username: user.username }, tx);
  }

  /** Active people, and the bots of one owner, whose username begins so; oldest first. */
  async search(prefix: string, ownerId: string, query: PageQuery): Promise<Page<User>> {
    const page = await readPage(query, (after, limit) => this.users.findVisible(folded(prefix), ownerId, after, limit));
    return { items: page.items.map(userOf), nextCursor: page.nextCursor };
  }

  private record(
    action: string,
    user: User,
    actor: AuditActor,
    details: Record<string, unknown>,
    tx: Tx,
  ): Promise<void> {
    const subject = { id: user.id, name: user.username };
    return this.audit.record({ actor, action, subject, target: { kind: 'user', id: user.id }, details }, tx);
  }
}

const FIELD_NAMES: Readonly<Record<string, string>> = { passwordHash: 'password' };

function cleanChange(change: ProfileChange): UserChange {
  return {
    ...(change.username === undefined ? {} : { username: humanUsername(change.username) }),
    ...(change.name === undefined ? {} : { name: visibleName(change.name) }),
    ...(change.email === undefined ? {} : { email: folded(change.email) }),
    ...(change.passwordHash === undefined ? {} : { passwordHash: change.passwordHash }),
  };
}

function humanUsername(username: string): string {
  if (hasBotPrefix(username)) throw usernamePrefixReserved();
  if (!isHumanUsername(username)) throw usernameInvalid();
  return folded(username);
}

function visibleName(name: string): string {
  const visible = displayName(name);
  if (visible === '') throw nameInvalid();
  return visible;
}

export function userOf(row: UserEntity): User {
  const { id, kind, username, name, email, status, isSystemAdmin, createdAt } = row;
  return { id, kind, username, name, email, status, isSystemAdmin, createdAt };
}

const userOrNull = (row: UserEntity | null): User | null => row && userOf(row);
