import { Injectable } from '@nestjs/common';
import { principalKey, type ServicePrincipal } from '../../common/access/principal.js';
import { platformNotAllowed } from '../../common/access/access.errors.js';
import type { LinkPlatform } from '../../common/platforms.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import type { Tx } from '../../database/transactions.js';
import { PlatformLinksService, type ChatIdentity } from '../platform-linking/index.js';
import { UsersService, type User } from '../users/index.js';
import type { NamedPerson } from './chat-people.rules.js';
import { identityFormNotAllowed, turnNotFound, userDisabled, userHasNoLinks } from './chat.errors.js';
import type { ChatPerson, TurnView } from './turns/turn.types.js';

/** Whose permission a stream or a turn goes on with: it ends when it is lost. */
export interface Permission {
  readonly userId: string;
  /** The link that the request came by; null = any link will do. */
  readonly identity: ChatIdentity | null;
  /** Of the service key; null = every platform. */
  readonly platforms: readonly LinkPlatform[] | null;
}

/** For whom a bot service may speak: people with a link that its key may use. */
@Injectable()
export class ChatPeople {
  /** Every open stream asks again and again, so they ask together. */
  private readonly people: BatchedLookup<string, User | null>;

  constructor(
    private readonly users: UsersService,
    private readonly links: PlatformLinksService,
  ) {
    this.people = new BatchedLookup((ids) => this.findAll(ids), { textOf: (id) => id });
  }

  /** @throws AppError identity_form_not_allowed, platform_not_allowed, user_has_no_links, user_disabled */
  async resolve(named: NamedPerson, service: ServicePrincipal): Promise<ChatPerson> {
    const person = 'userId' in named ? { userId: named.userId, identity: null } : await this.behind(named, service);
    if (person.identity === null) {
      if (service.identityForm === 'platform') throw identityFormNotAllowed();
      if (!(await this.links.isLinked(person.userId, service.platforms))) throw userHasNoLinks();
    }
    const user = await this.people.find(person.userId);
    if (!user) throw userHasNoLinks();
    if (user.status !== 'active') throw userDisabled();
    return person;
  }

  /**
   * A turn is for the key it was asked with, while its person can be reached by that key.
   *
   * @throws AppError chat_turn_not_found
   */
  async requireTurn(turn: TurnView | null, service: ServicePrincipal): Promise<TurnView> {
    if (turn?.service !== principalKey(service)) throw turnNotFound();
    if (!(await this.permits(permissionOf(turn, service)))) throw turnNotFound();
    return turn;
  }

  /** Does what was permitted hold still? Sees what was committed before the call. */
  async permits({ userId, identity, platforms }: Permission): Promise<boolean> {
    const linked = identity
      ? (await this.links.ownerOf(identity)) === userId
      : await this.links.isLinked(userId, platforms);
    return linked && (await this.people.find(userId))?.status === 'active';
  }

  /**
   * Lets nobody else begin or end something for this person until the transaction ends.
   *
   * @returns false when the person was deleted
   */
  async hold(userId: string, tx: Tx): Promise<boolean> {
    await holdLock(LOCKS.chatPerson(userId), tx);
    return this.users.hold(userId, tx);
  }

  /** Held, and still allowed to chat. @throws AppError user_has_no_links, user_disabled */
  async holdActive(userId: string, tx: Tx): Promise<void> {
    if (!(await this.hold(userId, tx))) throw userHasNoLinks();
    if ((await this.users.findById(userId, tx))?.status !== 'active') throw userDisabled();
  }

  private async findAll(ids: readonly string[]): Promise<(User | null)[]> {
    const found = await this.users.findManyById(ids);
    return ids.map((id) => found.get(id) ?? null);
  }

  private async behind(identity: ChatIdentity, service: ServicePrincipal): Promise<ChatPerson> {
    const { platform } = identity;
    if (service.platforms !== null && !service.platforms.includes(platform)) throw platformNotAllowed(platform);
    const userId = await this.links.ownerOf(identity);
    if (userId === null) throw userHasNoLinks();
    return { userId, identity };
  }
}

export function permissionOf(turn: TurnView, { platforms }: ServicePrincipal): Permission {
  const { userId, platform, platformUserId } = turn;
  const identity = platform !== null && platformUserId !== null ? { platform, platformUserId } : null;
  return { userId, identity, platforms };
}
