import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { RateLimited } from '../rate-limits/index.js';
import { BotConnects } from './bot-connects.service.js';
import { REFUSALS } from './connect-refusals.js';
import { CONNECT_STEPS } from './connect-steps.limit.js';
import { ConnectingBrowser } from './connect/connecting-browser.js';
import { ConnectionViews } from './connection-views.js';
import { AuthorizeDto, ExchangeDto, PlatformParam, StaticTokenDto } from './dto/connect.dto.js';
import { BotConnectionDto } from './dto/connection.dto.js';

@ApiTags('Connections')
@Controller('v1/bot-connections')
export class ConnectBotsController {
  constructor(
    private readonly bots: BotConnects,
    private readonly views: ConnectionViews,
  ) {}

  @Get(':platform/authorize')
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @RateLimited(CONNECT_STEPS)
  @Answers({
    summary: "Begin to connect the account's bot",
    description:
      'Send the browser to `url`. Whoever signed in is recognised by a cookie when the browser comes back, and is connected then; a ' +
      'program takes code and state from where the browser comes back to, and sends them to `exchange`.',
    answer: AuthorizeDto,
    refuses: REFUSALS.authorizeBot,
  })
  async authorizeBot(
    @Param() { platform }: PlatformParam,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @ConnectingBrowser() browser: string | null,
  ): Promise<AuthorizeDto> {
    return AuthorizeDto.from(await this.bots.begin(accountId, platform, caller, browser));
  }

  @Post(':platform/exchange')
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @RateLimited(CONNECT_STEPS)
  @Answers({
    summary: "Connect the account's bot with the code that the platform sent back",
    description: 'Connecting again replaces the credential of the same connection and clears its failure.',
    status: 201,
    answer: BotConnectionDto,
    refuses: REFUSALS.exchangeBot,
    idempotent: true,
  })
  async exchangeBotCode(
    @Param() { platform }: PlatformParam,
    @Body() body: ExchangeDto,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotConnectionDto> {
    return BotConnectionDto.from(
      this.views.bot(await this.bots.exchange({ accountId, platform, answer: { ...body } }, caller, call)),
    );
  }

  @Put('discord')
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @RateLimited(CONNECT_STEPS)
  @Answers({
    summary: "Connect the account's Discord bot with its token",
    description: 'Checked at Discord first. Connecting again replaces the token.',
    status: 201,
    answer: BotConnectionDto,
    refuses: REFUSALS.pasteBot,
    idempotent: true,
  })
  async connectDiscordBot(
    @Body() { token }: StaticTokenDto,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotConnectionDto> {
    return BotConnectionDto.from(this.views.bot(await this.bots.paste(accountId, token, caller, call)));
  }
}
