import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, callerOf, type Caller } from '../../common/access/caller.js';
import { OpenedRoutes } from '../../common/access/opened-routes.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Direct } from '../../common/http/direct-route.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import type { TokenPrincipal } from './api-token.types.js';
import { IssuedApiTokenDto, SelfTokenDto } from './dto/api-token-answer.dto.js';
import { RotateKeyDto } from './dto/machine-key.dto.js';
import { PermissionGroupDto } from './dto/permission.dto.js';
import { TokenSelfService } from './token-self.service.js';

@ApiTags('API tokens')
@Controller('v1')
export class TokensController {
  constructor(
    private readonly self: TokenSelfService,
    private readonly routes: OpenedRoutes,
  ) {}

  @Get('permissions')
  @Access({ kind: 'public' })
  @Answers({
    summary: 'Every permission that an API token can have, with the routes it opens',
    description: 'A permission without routes belongs to a part of the product that is not there yet.',
    answer: [PermissionGroupDto],
  })
  listPermissions(): PermissionGroupDto[] {
    return PermissionGroupDto.all(this.routes.byPermission());
  }

  @Get('tokens/self')
  @Direct()
  @Access({ kind: 'api_token', token: null })
  @Answers({ summary: 'What this API token is and may do', answer: SelfTokenDto })
  showSelf(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.send(SelfTokenDto.of(callerOf(request).principal as TokenPrincipal));
  }

  @Post('tokens/self/rotate')
  @Access({ kind: 'api_token', token: 'tokens:rotate-self' })
  @Answers({
    summary: 'Give this API token a new secret; the old one works until the overlap ends',
    description:
      'Send an `Idempotency-Key`: a retry with it gets the same secret for 10 minutes. A secret that has ended, or that is two ' +
      'generations old, revokes the whole token when it is presented here: it may have been stolen.',
    answer: IssuedApiTokenDto,
    refuses: ['secret_already_shown'],
    idempotent: true,
  })
  async rotateSelf(
    @Body() body: RotateKeyDto,
    @CallerOf() caller: Caller<TokenPrincipal>,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedApiTokenDto> {
    return IssuedApiTokenDto.issued(await this.self.rotate(body.overlap_seconds, caller, call));
  }
}
