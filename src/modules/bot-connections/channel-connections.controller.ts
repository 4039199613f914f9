import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { RateLimited } from '../rate-limits/index.js';
import { ChannelConnectionsService } from './channel-connections.service.js';
import { ChannelConnects } from './channel-connects.service.js';
import { REFUSALS } from './connect-refusals.js';
import { CONNECT_STEPS } from './connect-steps.limit.js';
import { ConnectingBrowser } from './connect/connecting-browser.js';
import { ConnectionViews } from './connection-views.js';
import { AuthorizeDto, ExchangeDto, PlatformParam } from './dto/connect.dto.js';
import { ChannelConnectionDto } from './dto/connection.dto.js';

@ApiTags('Connections')
@Controller('v1/channel-connections')
export class ChannelConnectionsController {
  constructor(
    private readonly channels: ChannelConnectionsService,
    private readonly connects: ChannelConnects,
    private readonly views: ConnectionViews,
  ) {}

  @Get()
  @Access({ kind: 'account', permission: 'channels:read', from: 'header', token: 'channels:read' })
  @Answers({
    summary: "List the account's own channels, by platform",
    answer: [ChannelConnectionDto],
    refuses: ['account_not_found', 'permission_missing'],
  })
  async list(@MembershipOf() { accountId }: Membership): Promise<ChannelConnectionDto[]> {
    const channels = await this.channels.list(accountId);
    return channels.map((channel) => ChannelConnectionDto.from(this.views.channel(channel)));
  }

  @Get(':platform/authorize')
  @Access({ kind: 'account', permission: 'channels:manage', from: 'header', token: 'channels:manage' })
  @RateLimited(CONNECT_STEPS)
  @Answers({
    summary: "Begin to connect the account's own channel",
    description: 'As for bots.',
    answer: AuthorizeDto,
    refuses: REFUSALS.authorizeChannel,
  })
  async authorizeChannel(
    @Param() { platform }: PlatformParam,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @ConnectingBrowser() browser: string | null,
  ): Promise<AuthorizeDto> {
    return AuthorizeDto.from(await this.connects.begin(accountId, platform, caller, browser));
  }

  @Post(':platform/exchange')
  @Access({ kind: 'account', permission: 'channels:manage', from: 'header', token: 'channels:manage' })
  @RateLimited(CONNECT_STEPS)
  @Answers({
    summary: "Connect the account's own channel with the code that the platform sent back",
    description: 'Connecting again replaces the credential of the same connection and clears its failure.',
    status: 201,
    answer: ChannelConnectionDto,
    refuses: REFUSALS.exchangeChannel,
    idempotent: true,
  })
  async exchangeChannelCode(
    @Param() { platform }: PlatformParam,
    @Body() body: ExchangeDto,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<ChannelConnectionDto> {
    const channel = await this.connects.exchange({ accountId, platform, answer: { ...body } }, caller, call);
    return ChannelConnectionDto.from(this.views.channel(channel));
  }

  @Delete(':platform')
  @Access({ kind: 'account', permission: 'channels:manage', from: 'header', token: 'channels:manage' })
  @Answers({
    summary: "Disconnect the account's own channel",
    description: 'Gone here at once; its credential is revoked at the platform soon after.',
    status: 204,
    answer: null,
    refuses: ['account_not_found', 'permission_missing', 'connection_not_found'],
  })
  async delete(
    @Param() { platform }: PlatformParam,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<void> {
    await this.channels.delete(accountId, platform, caller);
  }
}
