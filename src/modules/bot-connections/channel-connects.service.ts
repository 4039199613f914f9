import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../common/access/caller.js';
import type { BotPlatform } from '../../common/platforms.js';
import type { IdempotentCall } from '../idempotency/index.js';
import { ChannelKeeper } from './channel-keeper.js';
import { ConnectFlow } from './connect/connect-flow.service.js';
import type { AuthorizationAnswer, BegunConnect } from './connect/connect.types.js';
import type { ChannelConnection } from './connection.types.js';

export interface ChannelExchange {
  readonly accountId: string;
  readonly platform: BotPlatform;
  readonly answer: AuthorizationAnswer;
}

/** How accounts connect their own channels through our API. */
@Injectable()
export class ChannelConnects {
  constructor(
    private readonly flow: ConnectFlow,
    private readonly keeper: ChannelKeeper,
  ) {}

  /** Throws as ConnectFlow.begin. */
  begin(accountId: string, platform: BotPlatform, caller: UserCaller, browser: string | null): Promise<BegunConnect> {
    return this.flow.begin({ platform, purpose: 'channel', accountId }, caller, browser);
  }

  /** Throws as ConnectFlow.exchange and ChannelKeeper. */
  exchange(
    { accountId, platform, answer }: ChannelExchange,
    caller: UserCaller,
    call: IdempotentCall | null,
  ): Promise<ChannelConnection> {
    const target = { platform, purpose: 'channel', accountId } as const;
    return this.flow.exchange(target, answer, caller, call, this.keeper.for(accountId, caller));
  }
}
