import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { BotUsersService } from './bot-users.service.js';
import { BotDto, BotPageDto, BotParam, ChangeBotDto, CreateBotDto } from './dto/bot.dto.js';

@ApiTags('Bot users')
@Controller('v1/user/bots')
export class BotsController {
  constructor(private readonly bots: BotUsersService) {}

  @Put()
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Create a bot user and own it',
    description: 'It cannot sign in: programs use the API as this bot with its tokens.',
    status: 201,
    answer: BotDto,
    refuses: ['bot_users_disabled', 'bot_username_prefix_required', 'username_taken'],
    idempotent: true,
  })
  async create(
    @Body() body: CreateBotDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotDto> {
    return BotDto.from(await this.bots.create({ ...body }, caller, call));
  }

  @Get()
  @Access({ kind: 'human' })
  @Answers({ summary: 'List my bots, oldest first', answer: BotPageDto, refuses: ['cursor_invalid'] })
  async list(@Query() query: PageQuery, @CallerOf() caller: HumanCaller): Promise<BotPageDto> {
    return BotPageDto.from(await this.bots.list(caller, query));
  }

  @Get(':bot')
  @Access({ kind: 'human' })
  @Answers({ summary: 'Show one of my bots', answer: BotDto, refuses: ['bot_not_found', 'bot_not_owned'] })
  async show(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<BotDto> {
    return BotDto.from(await this.bots.require(bot, caller));
  }

  @Patch(':bot')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Rename, disable or enable one of my bots',
    answer: BotDto,
    refuses: ['bot_not_found', 'bot_not_owned', 'bot_username_prefix_required', 'username_taken'],
  })
  async change(
    @Param() { bot }: BotParam,
    @Body() body: ChangeBotDto,
    @CallerOf() caller: HumanCaller,
  ): Promise<BotDto> {
    return BotDto.from(await this.bots.change(bot, { ...body }, caller));
  }

  @Post(':bot/disable')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Disable one of my bots: its tokens stop working on their next request',
    answer: BotDto,
    refuses: ['bot_not_found', 'bot_not_owned'],
  })
  async disable(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<BotDto> {
    return BotDto.from(await this.bots.change(bot, { status: 'disabled' }, caller));
  }

  @Post(':bot/enable')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Enable one of my bots again, with its tokens',
    answer: BotDto,
    refuses: ['bot_not_found', 'bot_not_owned'],
  })
  async enable(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<BotDto> {
    return BotDto.from(await this.bots.change(bot, { status: 'active' }, caller));
  }

  @Delete(':bot')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Delete one of my bots for ever, with its tokens and memberships',
    status: 204,
    answer: null,
    refuses: ['bot_not_found', 'bot_not_owned'],
  })
  async delete(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.bots.delete(bot, caller);
  }
}
