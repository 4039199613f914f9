import { Injectable } from '@nestjs/common';
import { isId } from '../../common/ids.rules.js';
import { credentialsRejected } from '../../common/access/access.errors.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { Tx } from '../../database/transactions.js';
import { BotOwnersRepository } from './bot-owners.repository.js';
import { botNotFound, botNotOwned, botPrefixRequired, botUsernameInvalid, nameInvalid } from './users.errors.js';
import { UsersRepository, type UserChange } from './users.repository.js';
import { BOT_USERNAME, displayName, folded, hasBotPrefix } from './users.rules.js';
import type { BotChange, NewBot, OwnedBot } from './users.types.js';

/** Bots as users, and whose they are. What a use case means beside that (audit, tokens, transfers) is for its module. */
@Injectable()
export class BotOwnership {
  constructor(
    private readonly users: UsersRepository,
    private readonly owners: BotOwnersRepository,
  ) {}

  /**
   * @param ref the bot's id or username, in either case
   * @throws AppError bot_not_found, bot_not_owned
   */
  async requireOwned(ref: string, ownerId: string, tx?: Tx): Promise<OwnedBot> {
    const bot = await this.find(ref, tx);
    if (!bot) throw botNotFound();
    if (bot.ownerId !== ownerId) throw botNotOwned();
    return bot;
  }

  /**
   * Holds the bot against every other change until the transaction ends. The owner is held first: people before their bots,
   * everywhere.
   *
   * @throws AppError bot_not_found, bot_not_owned, credentials_rejected (the owner was deleted meanwhile)
   */
  async lockOwned(ref: string, ownerId: string, tx: Tx): Promise<OwnedBot> {
    if (!(await this.users.hold(ownerId, tx))) throw credentialsRejected();
    const { id } = await this.requireOwned(ref, ownerId, tx);
    await this.users.lock(id, tx);
    return this.requireOwned(id, ownerId, tx);
  }

  /** The bot whoever owns it, held until the transaction ends; hold the people concerned before. */
  async lockAny(ref: string, tx: Tx): Promise<OwnedBot | null> {
    const bot = await this.find(ref, tx);
    if (bot) await this.users.lock(bot.id, tx);
    return bot && this.find(bot.id, tx);
  }

  /** Oldest first. */
  list(ownerId: string, query: PageQuery): Promise<Page<OwnedBot>> {
    return readPage(query, (after, limit) => this.owners.findPageOf(ownerId, after, limit));
  }

  /** @throws AppError bot_username_prefix_required, request_invalid, username_taken, credentials_rejected */
  async add(bot: NewBot, ownerId: string, tx: Tx): Promise<OwnedBot> {
    const username = botUsername(bot.username);
    const name = bot.name === undefined ? username : visibleName(bot.name);
    if (!(await this.users.hold(ownerId, tx))) throw credentialsRejected();
    const { id } = await this.users.add(
      { kind: 'bot', username, name, email: null, passwordHash: null, isSystemAdmin: false },
      tx,
    );
    await this.owners.add(id, ownerId, tx);
    return this.requireOwned(id, ownerId, tx);
  }

  /**
   * @returns what really changed, by field
   * @throws AppError bot_username_prefix_required, request_invalid, username_taken
   */
  async change(before: OwnedBot, change: BotChange, tx: Tx): Promise<BotChange> {
    const wanted: UserChange = {
      ...(change.username === undefined ? {} : { username: botUsername(change.username) }),
      ...(change.name === undefined ? {} : { name: visibleName(change.name) }),
      ...(change.status === undefined ? {} : { status: change.status }),
    };
    const changed = Object.fromEntries(
      Object.entries(wanted).filter(([field, value]) => before[field as keyof BotChange] !== value),
    ) as BotChange;
    if (Object.keys(changed).length > 0) await this.users.change(before.id, changed, tx);
    return changed;
  }

  /** The caller holds the bot and the new owner. */
  async give(botId: string, newOwnerId: string, tx: Tx): Promise<void> {
    await this.owners.change(botId, newOwnerId, tx);
  }

  private find(ref: string, tx?: Tx): Promise<OwnedBot | null> {
    return this.owners.find(isId(ref) ? { id: ref } : { username: folded(ref) }, tx);
  }
}

function botUsername(username: string): string {
  if (!hasBotPrefix(username)) throw botPrefixRequired();
  if (!BOT_USERNAME.test(username)) throw botUsernameInvalid();
  return folded(username);
}

function visibleName(name: string): string {
  const visible = displayName(name);
  if (visible === '') throw nameInvalid();
  return visible;
}
