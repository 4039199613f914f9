import { Body, Controller, Headers, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { requestInvalid } from '../../common/errors/request.errors.js';
import { networkOf } from '../../common/http/network-of.rules.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { KEEP_RAW_BODY } from '../../common/http/json-body.js';
import { RateLimited, type RouteLimit } from '../rate-limits/index.js';
import { JudgedLeakDto, LeakedTokenDto } from './dto/token-leak.dto.js';
import { readLeaks } from './token-leaks.rules.js';
import { TokenLeaksService } from './token-leaks.service.js';

const REPORTS: RouteLimit = {
  name: 'token-leaks',
  points: () => 60,
  seconds: 60,
  by: (request) => networkOf(request.address),
};

const KEY_ID = 'github-public-key-identifier';
const SIGNATURE = 'github-public-key-signature';

@ApiTags('API tokens')
@Controller('v1/token-leaks')
export class TokenLeaksController {
  constructor(private readonly leaks: TokenLeaksService) {}

  @Post()
  @Access({ kind: 'public' })
  @RateLimited(REPORTS)
  @RouteConfig(KEEP_RAW_BODY)
  @ApiHeader({ name: KEY_ID, required: false, schema: { type: 'string' } })
  @ApiHeader({ name: SIGNATURE, required: false, schema: { type: 'string' } })
  @ApiBody({ type: [LeakedTokenDto] })
  @Answers({
    summary: 'Report secrets that were found in public places',
    description:
      'The payload of secret-scanning partner programmes, ECDSA P-256 over its bytes. With TOKEN_LEAK_PUBLIC_KEYS it must be signed, ' +
      'and TOKEN_LEAK_POLICY says whether a report revokes or flags; without keys a report only flags. Never repeats a secret.',
    answer: [JudgedLeakDto],
    refuses: ['leak_report_not_signed'],
  })
  async report(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Headers(KEY_ID) keyId: string | undefined,
    @Headers(SIGNATURE) signature: string | undefined,
  ): Promise<JudgedLeakDto[]> {
    const read = readLeaks(body);
    if (read.problems) throw requestInvalid(read.problems);
    const report = { body: request.rawBody ?? Buffer.alloc(0), keyId, signature, requestId: request.id };
    return (await this.leaks.report(read.leaks, report)).map((leak) => JudgedLeakDto.from(leak));
  }
}
