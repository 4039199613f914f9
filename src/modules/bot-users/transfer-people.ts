import { Injectable } from '@nestjs/common';
import { credentialsRejected } from '../../common/access/access.errors.js';
import type { Tx } from '../../database/transactions.js';
import { BotOwnership, UsersService, type OwnedBot, type User } from '../users/index.js';
import { newOwnerUnknown, transferNotFound } from './bot-users.errors.js';
import { BotViews } from './bot-views.js';

/** Holds whom a transfer is about: people before bots, everywhere. */
@Injectable()
export class TransferPeople {
  constructor(
    private readonly users: UsersService,
    readonly bots: BotOwnership,
    readonly views: BotViews,
  ) {}

  async holdNewOwner(ref: string, tx: Tx): Promise<User> {
    const user = await this.users.findByRef(ref, tx);
    if (!user || !(await this.users.hold(user.id, tx))) throw newOwnerUnknown();
    return user;
  }

  /** The bot, whoever owns it; the caller is held first. */
  async lockBot(ref: string, callerId: string, tx: Tx): Promise<OwnedBot> {
    if (!(await this.users.hold(callerId, tx))) throw credentialsRejected();
    const bot = await this.bots.lockAny(ref, tx);
    if (!bot) throw transferNotFound();
    return bot;
  }
}
