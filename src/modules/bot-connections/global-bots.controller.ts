import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { BotConnectionsService } from './bot-connections.service.js';
import { BotConnects } from './bot-connects.service.js';
import { REFUSALS } from './connect-refusals.js';
import { ConnectingBrowser } from './connect/connecting-browser.js';
import { ConnectionViews } from './connection-views.js';
import { AuthorizeDto, ExchangeDto, PlatformParam, StaticTokenDto } from './dto/connect.dto.js';
import { BotConnectionDto } from './dto/connection.dto.js';

/** The bots that speak for every account without one of its own. */
@ApiTags('Global bots')
@Controller('v1/admin/global-bots')
export class GlobalBotsController {
  constructor(
    private readonly bots: BotConnectionsService,
    private readonly connects: BotConnects,
    private readonly views: ConnectionViews,
  ) {}

  @Get(':platform')
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'Show a global bot', answer: BotConnectionDto, refuses: ['connection_not_found'] })
  async show(@Param() { platform }: PlatformParam): Promise<BotConnectionDto> {
    return BotConnectionDto.from(this.views.bot(await this.bots.requireGlobal(platform)));
  }

  @Get(':platform/authorize')
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'Begin to connect a global bot', answer: AuthorizeDto, refuses: REFUSALS.authorizeGlobalBot })
  async authorizeGlobalBot(
    @Param() { platform }: PlatformParam,
    @CallerOf() caller: HumanCaller,
    @ConnectingBrowser() browser: string | null,
  ): Promise<AuthorizeDto> {
    return AuthorizeDto.from(await this.connects.begin(null, platform, caller, browser));
  }

  @Post(':platform/exchange')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Connect a global bot with the code that the platform sent back',
    status: 201,
    answer: BotConnectionDto,
    refuses: REFUSALS.exchangeGlobalBot,
    idempotent: true,
  })
  async exchangeGlobalBotCode(
    @Param() { platform }: PlatformParam,
    @Body() body: ExchangeDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotConnectionDto> {
    const bot = await this.connects.exchange({ accountId: null, platform, answer: { ...body } }, caller, call);
    return BotConnectionDto.from(this.views.bot(bot));
  }

  @Put('discord')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Connect the global Discord bot with its token',
    status: 201,
    answer: BotConnectionDto,
    refuses: REFUSALS.pasteGlobalBot,
    idempotent: true,
  })
  async connectGlobalDiscordBot(
    @Body() { token }: StaticTokenDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotConnectionDto> {
    return BotConnectionDto.from(this.views.bot(await this.connects.paste(null, token, caller, call)));
  }

  @Delete(':platform')
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'Disconnect a global bot', status: 204, answer: null, refuses: ['connection_not_found'] })
  async delete(@Param() { platform }: PlatformParam, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.bots.deleteGlobal(platform, caller);
  }
}
