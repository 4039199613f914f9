import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ApiTokensService } from './api-tokens.service.js';
import { ApiTokenDto, ApiTokenListDto, IssuedApiTokenDto } from './dto/api-token-answer.dto.js';
import { CreateApiTokenDto, TokenIdParam } from './dto/api-token.dto.js';
import { RotateKeyDto } from './dto/machine-key.dto.js';

@ApiTags('API tokens: own')
@Controller('v1/user/tokens')
export class MyTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Put()
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Create an API token for oneself; its secret is shown once',
    status: 201,
    answer: IssuedApiTokenDto,
    refuses: ['too_many_api_tokens', 'account_not_found', 'permission_missing', 'secret_already_shown'],
    idempotent: true,
  })
  async create(
    @Body() body: CreateApiTokenDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedApiTokenDto> {
    return IssuedApiTokenDto.issued(await this.tokens.issue(null, body.toToken(), caller, call));
  }

  @Get()
  @Access({ kind: 'human' })
  @Answers({ summary: 'List my live API tokens, newest first', answer: ApiTokenListDto })
  async list(@CallerOf() caller: HumanCaller): Promise<ApiTokenListDto> {
    return ApiTokenListDto.from(await this.tokens.list(null, caller));
  }

  @Get(':id')
  @Access({ kind: 'human' })
  @Answers({ summary: 'Show one of my API tokens', answer: ApiTokenDto, refuses: ['api_token_not_found'] })
  async show(@Param() { id }: TokenIdParam, @CallerOf() caller: HumanCaller): Promise<ApiTokenDto> {
    return ApiTokenDto.from(await this.tokens.require({ bot: null, id }, caller));
  }

  @Delete(':id')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Revoke one of my API tokens at once',
    status: 204,
    answer: null,
    refuses: ['api_token_not_found'],
  })
  async revoke(@Param() { id }: TokenIdParam, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.tokens.revoke({ bot: null, id }, caller);
  }

  @Post(':id/rotate')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Give one of my API tokens a new secret; the old one works until the overlap ends',
    answer: IssuedApiTokenDto,
    refuses: ['api_token_not_found', 'secret_already_shown'],
    idempotent: true,
  })
  async rotate(
    @Param() { id }: TokenIdParam,
    @Body() body: RotateKeyDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedApiTokenDto> {
    return IssuedApiTokenDto.issued(await this.tokens.rotate({ bot: null, id }, body.overlap_seconds, caller, call));
  }
}
