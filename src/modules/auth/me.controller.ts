import { Body, Controller, Delete, Get, Patch, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { ChangeMeDto, MeDto } from './dto/profile.dto.js';
import { ProfileService } from './profile.service.js';
import { RateLimited } from '../rate-limits/index.js';
import { FAILED_SIGN_INS } from './sign-in-throttle.js';
import { RefreshCookie } from './refresh-cookie.js';

@ApiTags('Me')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly cookie: RefreshCookie,
  ) {}

  @Get()
  @Access({ kind: 'human', token: 'me:read', bots: true })
  @Answers({ summary: 'Show oneself, with all accounts', answer: MeDto })
  async show(@CallerOf() { principal }: UserCaller): Promise<MeDto> {
    return MeDto.of(await this.profiles.show(principal.userId, principal.token?.accountId ?? null));
  }

  @Patch()
  @Access({ kind: 'human' })
  @RateLimited(FAILED_SIGN_INS)
  @Answers({
    summary: 'Change oneself',
    description: 'A new password or e-mail address needs `current_password`. A new password ends all other logins.',
    answer: MeDto,
    refuses: [
      'current_password_wrong',
      'email_taken',
      'username_taken',
      'username_prefix_reserved',
      'password_too_common',
      'rate_limited',
      'busy',
    ],
  })
  async change(
    @Body() body: ChangeMeDto,
    @Req() request: FastifyRequest,
    @CallerOf() caller: HumanCaller,
  ): Promise<MeDto> {
    const { current_password: currentPassword, ...wanted } = body;
    return MeDto.of(await this.profiles.change({ ...wanted, currentPassword }, request.address, caller));
  }

  @Delete()
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Delete oneself and all that belongs to one',
    description:
      'Refused while one is the only owner of an account that others are members of; those are named in `account_ids`.',
    status: 204,
    answer: null,
    refuses: ['last_owner', 'last_system_admin', 'user_not_found'],
  })
  async delete(@CallerOf() caller: HumanCaller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.profiles.delete(caller);
    this.cookie.clear(reply);
  }
}
