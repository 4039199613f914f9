import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { BotStatusService } from './bot-status.service.js';
import { BotCommandDto, BotStatusDto, BotTimelineDto, PlatformParam, RejoinDto } from './dto/bot-status.dto.js';
import { CommandIdParam } from './dto/worker.dto.js';
import { RejoinService } from './rejoin.service.js';

@ApiTags('Bots in channels')
@Controller('v1')
export class BotStatusController {
  constructor(
    private readonly status: BotStatusService,
    private readonly rejoins: RejoinService,
  ) {}

  @Get('bot-status')
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  @Answers({
    summary: "Whether the bot is in the account's channels right now, and what can be done when it is not",
    answer: [BotStatusDto],
    refuses: ['account_not_found', 'permission_missing'],
  })
  async list(@MembershipOf() { accountId }: Membership): Promise<BotStatusDto[]> {
    return (await this.status.list(accountId)).map((status) => BotStatusDto.from(status));
  }

  @Get('bot-status/:platform/timeline')
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  @Answers({
    summary: 'What was reported of the bot in a channel during the last seven days, newest first',
    answer: BotTimelineDto,
    refuses: ['account_not_found', 'permission_missing', 'cursor_invalid'],
  })
  async timeline(
    @Param() { platform }: PlatformParam,
    @Query() query: PageQuery,
    @MembershipOf() { accountId }: Membership,
  ): Promise<BotTimelineDto> {
    return BotTimelineDto.from(await this.status.timeline(accountId, platform, query));
  }

  @Post('bot-rejoin')
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @Answers({
    summary: "Have the bot leave the account's channel and come back",
    description: 'Durable: follow it at `/v1/bot-commands/{id}`. While one is under way, another one is the same.',
    status: 202,
    answer: BotCommandDto,
    refuses: ['account_not_found', 'permission_missing', 'connection_not_found', 'bot_paused'],
    idempotent: true,
  })
  async rejoin(
    @Body() { platform }: RejoinDto,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotCommandDto> {
    return BotCommandDto.from(await this.rejoins.rejoin(accountId, platform, caller, call));
  }

  @Get('bot-commands/:id')
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  @Answers({
    summary: 'How far a command to the bot has come',
    answer: BotCommandDto,
    refuses: ['account_not_found', 'permission_missing', 'bot_command_not_found'],
  })
  async command(@Param() { id }: CommandIdParam, @MembershipOf() { accountId }: Membership): Promise<BotCommandDto> {
    return BotCommandDto.from(await this.rejoins.require(id, accountId));
  }
}
