import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Caller, type Membership, type UserCaller } from '../../common/access/caller.js';
import type { WorkerPrincipal } from '../../common/access/principal.js';
import type { BotPlatform } from '../../common/platforms.js';
import { BotChannels, PlatformEnum } from '../bot-connections/index.js';
import { BotStatusService } from './bot-status.service.js';
import { BotChannelObject, BotChannelPageObject, BotCommandObject, BotStatusObject } from './dto/bot-status.graphql.js';
import { RejoinService } from './rejoin.service.js';
import { pageAsked } from './page-asked.js';
import { requirePlatform } from './worker-reach.js';

const PLATFORM = { name: 'platform', type: () => PlatformEnum } as const;

@Resolver()
export class BotWorkersResolver {
  constructor(
    private readonly status: BotStatusService,
    private readonly rejoins: RejoinService,
    private readonly channels: BotChannels,
  ) {}

  @Query(() => [BotStatusObject], { description: "Whether the bot is in the account's channels right now" })
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  async botStatus(@MembershipOf() { accountId }: Membership): Promise<BotStatusObject[]> {
    return (await this.status.list(accountId)).map((status) => BotStatusObject.from(status));
  }

  @Query(() => BotChannelPageObject, { description: 'Every channel of a platform that wants a bot' })
  @Access({ kind: 'worker' })
  async botChannels(
    @Args(PLATFORM) platform: BotPlatform,
    @Args('limit', { type: () => Int, nullable: true }) limit: number | null,
    @Args('cursor', { type: () => String, nullable: true }) cursor: string | null,
    @CallerOf() { principal }: Caller<WorkerPrincipal>,
  ): Promise<BotChannelPageObject> {
    requirePlatform(principal, platform);
    const { items, nextCursor } = await this.channels.list(platform, pageAsked(limit, cursor));
    return { items: items.map((channel) => BotChannelObject.from(channel)), nextCursor };
  }

  @Mutation(() => BotCommandObject, { description: "Have the bot leave the account's channel and come back" })
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  async rejoinBot(
    @Args(PLATFORM) platform: BotPlatform,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<BotCommandObject> {
    return BotCommandObject.from(await this.rejoins.rejoin(accountId, platform, caller, null));
  }
}
