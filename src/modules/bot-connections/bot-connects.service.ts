import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import type { BotPlatform } from '../../common/platforms.js';
import type { IdempotentCall } from '../idempotency/index.js';
import { BotKeeper } from './bot-keeper.js';
import { ConnectFlow } from './connect/connect-flow.service.js';
import type { AuthorizationAnswer, BegunConnect, ConnectTarget } from './connect/connect.types.js';
import type { BotConnection } from './connection.types.js';

export interface BotExchange {
  /** null = the global bot. */
  readonly accountId: string | null;
  readonly platform: BotPlatform;
  readonly answer: AuthorizationAnswer;
}

/** How the bots of accounts, and the global ones (account null), are connected through our API. */
@Injectable()
export class BotConnects {
  constructor(
    private readonly flow: ConnectFlow,
    private readonly keeper: BotKeeper,
  ) {}

  /** Throws as ConnectFlow.begin. */
  begin(
    accountId: string | null,
    platform: BotPlatform,
    caller: UserCaller,
    browser: string | null,
  ): Promise<BegunConnect> {
    return this.flow.begin(targetOf(accountId, platform), caller, browser);
  }

  /** Throws as ConnectFlow.exchange and BotKeeper. */
  exchange(
    { accountId, platform, answer }: BotExchange,
    caller: UserCaller,
    call: IdempotentCall | null,
  ): Promise<BotConnection> {
    const keeping = this.keeper.for(accountId, caller);
    return this.flow.exchange(targetOf(accountId, platform), answer, caller, call, keeping);
  }

  /** Of Discord, whose bots have no flow. Throws as ConnectFlow.paste and BotKeeper. */
  paste(
    accountId: string | null,
    token: string,
    caller: UserCaller,
    call: IdempotentCall | null,
  ): Promise<BotConnection> {
    const plain = token.trim().replace(/^Bot\s+/i, '');
    return this.flow.paste(targetOf(accountId, 'discord'), plain, call, this.keeper.for(accountId, caller));
  }
}

const targetOf = (accountId: string | null, platform: BotPlatform): ConnectTarget => ({
  platform,
  purpose: accountId === null ? 'global_bot' : 'bot',
  accountId,
});
