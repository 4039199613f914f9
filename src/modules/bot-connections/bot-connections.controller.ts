import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { BotAttachments } from './bot-attachments.service.js';
import { BotConnectionsService } from './bot-connections.service.js';
import { ConnectionViews } from './connection-views.js';
import { AttachBotDto, PlatformParam } from './dto/connect.dto.js';
import { BotConnectionDto } from './dto/connection.dto.js';

@ApiTags('Connections')
@Controller('v1/bot-connections')
export class BotConnectionsController {
  constructor(
    private readonly bots: BotConnectionsService,
    private readonly attachments: BotAttachments,
    private readonly views: ConnectionViews,
  ) {}

  @Get()
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  @Answers({
    summary: "List the account's own bots, by platform",
    answer: [BotConnectionDto],
    refuses: ['account_not_found', 'permission_missing'],
  })
  async list(@MembershipOf() { accountId }: Membership): Promise<BotConnectionDto[]> {
    return (await this.bots.list(accountId)).map((bot) => BotConnectionDto.from(this.views.bot(bot)));
  }

  @Delete(':platform')
  @Access({ kind: 'account', permission: 'bot-connections:delete', from: 'header', token: 'bot-connections:delete' })
  @Answers({
    summary: "Disconnect the account's bot",
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
    await this.bots.delete(accountId, platform, caller);
  }

  @Put(':platform/bot-user')
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @Answers({
    summary: 'Let one of my bot users act through this connection',
    description: 'In place of the one that does now. A bot user acts through one connection per platform.',
    answer: BotConnectionDto,
    refuses: [
      'account_not_found',
      'permission_missing',
      'human_required',
      'bot_users_disabled',
      'connection_not_found',
      'bot_not_found',
      'bot_not_owned',
      'bot_user_attached',
    ],
  })
  async attach(
    @Param() { platform }: PlatformParam,
    @Body() { bot }: AttachBotDto,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<BotConnectionDto> {
    return BotConnectionDto.from(this.views.bot(await this.attachments.attach(accountId, platform, bot, caller)));
  }

  @Delete(':platform/bot-user')
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @Answers({
    summary: 'Let no bot user act through this connection',
    status: 204,
    answer: null,
    refuses: ['account_not_found', 'permission_missing', 'connection_not_found'],
  })
  async detach(
    @Param() { platform }: PlatformParam,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<void> {
    await this.attachments.detach(accountId, platform, caller);
  }
}
