import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../common/access/caller.js';
import type { Page, PageQuery } from '../../common/paging/page.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { BotOwnership, UsersService, type BotChange, type NewBot, type OwnedBot } from '../users/index.js';
import type { BotView } from './bot-users.types.js';
import { BotViews } from './bot-views.js';

/** What people do with their bots. */
@Injectable()
export class BotUsersService {
  constructor(
    private readonly bots: BotOwnership,
    private readonly views: BotViews,
    private readonly users: UsersService,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError bot_users_disabled, bot_username_prefix_required, request_invalid, username_taken */
  create(bot: NewBot, caller: HumanCaller, call: IdempotentCall | null): Promise<BotView> {
    return this.idempotency.run(call, async (tx) => {
      this.views.requireEnabled();
      const created = await this.bots.add(bot, caller.principal.userId, tx);
      await this.record('created', created, caller, tx, { name: created.name });
      return this.views.of(created, tx);
    });
  }

  /** Oldest first. */
  async list(caller: HumanCaller, query: PageQuery): Promise<Page<BotView>> {
    const page = await this.bots.list(caller.principal.userId, query);
    return { items: await this.views.ofAll(page.items), nextCursor: page.nextCursor };
  }

  /** @throws AppError bot_not_found, bot_not_owned */
  async require(ref: string, caller: HumanCaller): Promise<BotView> {
    return this.views.of(await this.bots.requireOwned(ref, caller.principal.userId));
  }

  /**
   * One of the caller's bots, held against every change until the transaction ends; before any account is locked.
   *
   * @throws AppError bot_users_disabled, bot_not_found, bot_not_owned
   */
  hold(ref: string, caller: HumanCaller, tx: Tx): Promise<OwnedBot> {
    this.views.requireEnabled();
    return this.bots.lockOwned(ref, caller.principal.userId, tx);
  }

  /** @throws AppError bot_not_found, bot_not_owned, bot_username_prefix_required, request_invalid, username_taken */
  change(ref: string, change: BotChange, caller: HumanCaller): Promise<BotView> {
    return this.idempotency.run(null, async (tx) => {
      const before = await this.bots.lockOwned(ref, caller.principal.userId, tx);
      const { status, ...changed } = await this.bots.change(before, change, tx);
      if (Object.keys(changed).length > 0) await this.record('updated', before, caller, tx, { ...changed });
      if (status !== undefined) await this.record(status === 'active' ? 'enabled' : 'disabled', before, caller, tx);
      return this.views.of(await this.bots.requireOwned(before.id, caller.principal.userId, tx), tx);
    });
  }

  /** For ever, with its tokens, memberships and pending transfer. */
  delete(ref: string, caller: HumanCaller): Promise<void> {
    return this.idempotency.run(null, async (tx) => {
      const bot = await this.bots.lockOwned(ref, caller.principal.userId, tx);
      await this.users.delete(bot.id, actorOf(caller), tx);
      await this.record('deleted', bot, caller, tx);
    });
  }

  /** The subject is the owner, so that it stands in their audit. */
  private record(
    what: 'created' | 'updated' | 'enabled' | 'disabled' | 'deleted',
    bot: OwnedBot,
    caller: HumanCaller,
    tx: Tx,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const target = { kind: 'bot_user', id: bot.id };
    const details = { bot: bot.username, ...more };
    return this.audit.record({ actor: actorOf(caller), action: `bot_user.${what}`, target, details }, tx);
  }
}
