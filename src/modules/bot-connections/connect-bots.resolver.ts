import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import type { BotPlatform } from '../../common/platforms.js';
import { RateLimited } from '../rate-limits/index.js';
import { BotConnectionsService } from './bot-connections.service.js';
import { BotConnects } from './bot-connects.service.js';
import { ChannelConnectionsService } from './channel-connections.service.js';
import { CONNECT_STEPS } from './connect-steps.limit.js';
import { ConnectingBrowser } from './connect/connecting-browser.js';
import { AuthorizeResultObject, BotToggleObject } from './dto/connection.graphql.js';
import { PlatformEnum } from './graphql-words.js';

const PLATFORM = { name: 'platform', type: () => PlatformEnum } as const;

@Resolver()
export class ConnectBotsResolver {
  constructor(
    private readonly bots: BotConnectionsService,
    private readonly connects: BotConnects,
    private readonly channels: ChannelConnectionsService,
  ) {}

  @Mutation(() => AuthorizeResultObject, { description: "Begin to connect the account's bot" })
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @RateLimited(CONNECT_STEPS)
  async authorizeBot(
    @Args(PLATFORM) platform: BotPlatform,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @ConnectingBrowser() browser: string | null,
  ): Promise<AuthorizeResultObject> {
    return AuthorizeResultObject.from(await this.connects.begin(accountId, platform, caller, browser));
  }

  @Mutation(() => Boolean, { description: "Disconnect the account's bot" })
  @Access({ kind: 'account', permission: 'bot-connections:delete', from: 'header', token: 'bot-connections:delete' })
  async deleteBotConnection(
    @Args(PLATFORM) platform: BotPlatform,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<boolean> {
    await this.bots.delete(accountId, platform, caller);
    return true;
  }

  @Mutation(() => BotToggleObject, { description: "Let a bot into the account's channel, or send it away" })
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  async toggleBotForPlatform(
    @Args(PLATFORM) platform: BotPlatform,
    @Args('enabled') enabled: boolean,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<BotToggleObject> {
    return BotToggleObject.from(await this.channels.toggleBot(accountId, platform, enabled, caller));
  }
}
