import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../common/access/caller.js';
import { readPage, type Page, type PageQuery } from '../../common/paging/page.js';
import type { Tx } from '../../database/transactions.js';
import { actorOf, AuditService } from '../audit/index.js';
import { ApiTokensService } from '../bot-tokens/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import type { OwnedBot } from '../users/index.js';
import { BotTransfersRepository } from './bot-transfers.repository.js';
import { cannotMakeBotOwner, newOwnerIsOwner, transferNotFound, transferPending } from './bot-users.errors.js';
import { TransferPeople } from './transfer-people.js';
import type { BotTransfer, BotView } from './bot-users.types.js';

/** Bots that change hands: offered by the owner, taken by the person named, within seven days. */
@Injectable()
export class BotTransfersService {
  constructor(
    private readonly transfers: BotTransfersRepository,
    private readonly people: TransferPeople,
    private readonly tokens: ApiTokensService,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  list({ principal }: HumanCaller, query: PageQuery): Promise<Page<BotTransfer>> {
    return readPage(query, (after, limit) => this.transfers.findPageOf(principal.userId, after, limit));
  }

  /**
   * @param newOwner an id or a username
   * @throws AppError bot_users_disabled, bot_not_found, bot_not_owned, user_not_found, cannot_make_bot_owner, bot_transfer_pending
   */
  offer(ref: string, newOwner: string, caller: HumanCaller, call: IdempotentCall | null): Promise<BotTransfer> {
    return this.idempotency.run(call, async (tx) => {
      this.people.views.requireEnabled();
      const to = await this.people.holdNewOwner(newOwner, tx);
      const bot = await this.people.bots.lockOwned(ref, caller.principal.userId, tx);
      if (to.kind === 'bot') throw cannotMakeBotOwner();
      if (to.id === bot.ownerId) throw newOwnerIsOwner();
      if (await this.transfers.find(bot.id, tx)) throw transferPending();
      await this.transfers.add(bot.id, to.id, tx);
      await this.record('transfer_offered', { bot, caller, more: { new_owner: to.username } }, tx);
      return this.require(bot.id, tx);
    });
  }

  /**
   * Makes the caller the owner. Every token of the bot ends: whoever owned it knows their secrets.
   *
   * @throws AppError bot_users_disabled, bot_not_found, bot_transfer_not_found
   */
  accept(ref: string, caller: HumanCaller): Promise<BotView> {
    const { userId, username } = caller.principal;
    return this.idempotency.run(null, async (tx) => {
      this.people.views.requireEnabled();
      const bot = await this.people.lockBot(ref, userId, tx);
      const transfer = await this.transfers.find(bot.id, tx);
      if (transfer?.newOwner.id !== userId) throw transferNotFound();
      await this.people.bots.give(bot.id, userId, tx);
      await this.transfers.delete(bot.id, tx);
      const more = { from: bot.ownerUsername, to: username };
      await this.record('transferred', { bot, caller, more }, tx);
      await this.record('transferred', { bot, caller, more, subject: ownerOf(bot) }, tx);
      await this.tokens.revokeAll(bot, 'transfer', actorOf(caller), tx);
      return this.people.views.of(await this.people.bots.requireOwned(bot.id, userId, tx), tx);
    });
  }

  /**
   * The owner takes the offer back, or the person named declines it.
   *
   * @throws AppError bot_not_found, bot_transfer_not_found
   */
  withdraw(ref: string, caller: HumanCaller): Promise<void> {
    const { userId } = caller.principal;
    return this.idempotency.run(null, async (tx) => {
      const bot = await this.people.lockBot(ref, userId, tx);
      const transfer = await this.transfers.find(bot.id, tx);
      if (transfer?.newOwner.id !== userId && bot.ownerId !== userId) throw transferNotFound();
      if (!transfer) throw transferNotFound();
      await this.transfers.delete(bot.id, tx);
      const what = bot.ownerId === userId ? 'transfer_cancelled' : 'transfer_declined';
      const more = { new_owner: transfer.newOwner.username };
      await this.record(what, { bot, caller, more, subject: ownerOf(bot) }, tx);
    });
  }

  private async require(botId: string, tx: Tx): Promise<BotTransfer> {
    const transfer = await this.transfers.find(botId, tx);
    if (!transfer) throw transferNotFound();
    return transfer;
  }

  private record(
    what: 'transfer_offered' | 'transfer_cancelled' | 'transfer_declined' | 'transferred',
    { bot, caller, more, subject }: Told,
    tx: Tx,
  ): Promise<void> {
    const target = { kind: 'bot_user', id: bot.id };
    const details = { bot: bot.username, ...more };
    return this.audit.record({ actor: actorOf(caller), action: `bot_user.${what}`, subject, target, details }, tx);
  }
}

interface Told {
  readonly bot: OwnedBot;
  readonly caller: HumanCaller;
  readonly more: Readonly<Record<string, unknown>>;
  /** By default the caller. */
  readonly subject?: { readonly id: string; readonly name: string };
}

const ownerOf = (bot: OwnedBot): { id: string; name: string } => ({ id: bot.ownerId, name: bot.ownerUsername });
