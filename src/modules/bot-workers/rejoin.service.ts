import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import type { BotPlatform } from '../../common/platforms.js';
import { actorOf, AuditService } from '../audit/index.js';
import { AccountAccess } from '../accounts/index.js';
import { BotChannels } from '../bot-connections/index.js';
import { IdempotencyService, type IdempotentCall } from '../idempotency/index.js';
import { CommandsRepository } from './commands.repository.js';
import type { BotCommand } from './worker.types.js';
import { botPaused, channelNotConnected, commandNotFound } from './workers.errors.js';

/** Seconds. A bot that is not back by then has a reason, which its status tells. */
const REJOIN_WITHIN = 60;

/** What people ask of the worker in their channel. */
@Injectable()
export class RejoinService {
  constructor(
    private readonly commands: CommandsRepository,
    private readonly channels: BotChannels,
    private readonly access: AccountAccess,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Whoever asks again while it is under way gets the same command.
   *
   * @throws AppError account_not_found, permission_missing, connection_not_found, bot_paused
   */
  async rejoin(
    accountId: string,
    platform: BotPlatform,
    caller: UserCaller,
    call: IdempotentCall | null,
  ): Promise<BotCommand> {
    const channel = await this.channels.of(accountId, platform);
    if (!channel) throw channelNotConnected();
    if (!channel.botEnabled) throw botPaused();
    return this.idempotency.run(call, async (tx) => {
      await this.access.lockAs(accountId, caller.principal, 'bot-connections:create', tx);
      const order = { accountId, platform, requestedBy: caller.principal.userId, within: REJOIN_WITHIN };
      const command = await this.commands.addRejoin(order, tx);
      const target = { kind: 'bot_command', id: command.id };
      const entry = { actor: actorOf(caller), action: 'bot_command.requested', accountId, target };
      await this.audit.record({ ...entry, details: { kind: 'rejoin', platform } }, tx);
      return command;
    });
  }

  /** @throws AppError bot_command_not_found */
  async require(id: string, accountId: string): Promise<BotCommand> {
    const command = await this.commands.find(id, accountId);
    if (!command) throw commandNotFound();
    return command;
  }
}
