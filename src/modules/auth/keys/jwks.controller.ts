import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../../common/access/access.decorator.js';
import { Answers } from '../../../common/http/answers.decorator.js';
import { JwksDto } from './dto/jwks.dto.js';
import { SigningKeys } from './signing-keys.service.js';

@ApiTags('Sign-in')
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Access({ kind: 'public' })
  @Header('cache-control', 'public, max-age=300')
  @Answers({ summary: 'The keys that access tokens are signed with (RFC 7517)', answer: JwksDto })
  async show(): Promise<JwksDto> {
    return JwksDto.from(await this.keys.published());
  }
}
