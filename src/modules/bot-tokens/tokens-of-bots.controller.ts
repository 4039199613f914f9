import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ApiTokensService } from './api-tokens.service.js';
import { ApiTokenDto, ApiTokenListDto, IssuedApiTokenDto } from './dto/api-token-answer.dto.js';
import { BotParam, BotTokenParams, CreateApiTokenDto } from './dto/api-token.dto.js';
import { RotateKeyDto } from './dto/machine-key.dto.js';

@ApiTags('API tokens: bots')
@Controller('v1/user/bots/:bot/tokens')
export class TokensOfBotsController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Put()
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Create an API token for a bot; its secret is shown once',
    status: 201,
    answer: IssuedApiTokenDto,
    refuses: [
      'bot_not_found',
      'bot_not_owned',
      'bot_users_disabled',
      'too_many_api_tokens',
      'account_not_found',
      'permission_missing',
      'secret_already_shown',
    ],
    idempotent: true,
  })
  async createForBot(
    @Param() { bot }: BotParam,
    @Body() body: CreateApiTokenDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedApiTokenDto> {
    return IssuedApiTokenDto.issued(await this.tokens.issue(bot, body.toToken(), caller, call));
  }

  @Get()
  @Access({ kind: 'human' })
  @Answers({
    summary: 'List the live API tokens of a bot, newest first',
    answer: ApiTokenListDto,
    refuses: ['bot_not_found', 'bot_not_owned'],
  })
  async listOfBot(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<ApiTokenListDto> {
    return ApiTokenListDto.from(await this.tokens.list(bot, caller));
  }

  @Get(':id')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Show an API token of a bot',
    answer: ApiTokenDto,
    refuses: ['bot_not_found', 'bot_not_owned', 'api_token_not_found'],
  })
  async showOfBot(@Param() ref: BotTokenParams, @CallerOf() caller: HumanCaller): Promise<ApiTokenDto> {
    return ApiTokenDto.from(await this.tokens.require(ref, caller));
  }

  @Delete(':id')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Revoke an API token of a bot at once',
    status: 204,
    answer: null,
    refuses: ['bot_not_found', 'bot_not_owned', 'api_token_not_found'],
  })
  async revokeOfBot(@Param() ref: BotTokenParams, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.tokens.revoke(ref, caller);
  }

  @Post(':id/rotate')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Give an API token of a bot a new secret; the old one works until the overlap ends',
    answer: IssuedApiTokenDto,
    refuses: ['bot_not_found', 'bot_not_owned', 'bot_users_disabled', 'api_token_not_found', 'secret_already_shown'],
    idempotent: true,
  })
  async rotateOfBot(
    @Param() ref: BotTokenParams,
    @Body() body: RotateKeyDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedApiTokenDto> {
    return IssuedApiTokenDto.issued(await this.tokens.rotate(ref, body.overlap_seconds, caller, call));
  }
}
