import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { RateLimited, type RouteLimit } from '../rate-limits/index.js';
import type { IssuedTokens } from './auth.types.js';
import { LoginDto, RefreshDto, RegisterDto, TokensDto } from './dto/credentials.dto.js';
import { RegisteredDto } from './dto/profile.dto.js';
import { networkOf } from '../../common/http/network-of.rules.js';
import { LoginsService } from './logins.service.js';
import { boundTo, RefreshCookie } from './refresh-cookie.js';
import { RegistrationService } from './registration.service.js';
import { FAILED_SIGN_INS, FAILED_SIGN_INS_OF_ADDRESS } from './sign-in-throttle.js';
import { SignInService } from './sign-in.service.js';

const REGISTRATIONS: RouteLimit = {
  name: 'registrations',
  points: (settings) => settings.REGISTRATIONS_PER_MINUTE,
  seconds: 60,
  by: (request) => networkOf(request.address),
};

@ApiTags('Sign-in')
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly signIns: SignInService,
    private readonly logins: LoginsService,
    private readonly cookie: RefreshCookie,
  ) {}

  @Post('register')
  @Access({ kind: 'public' })
  @RateLimited(REGISTRATIONS)
  @Answers({
    summary: 'Register a person, with a personal account',
    status: 201,
    answer: RegisteredDto,
    refuses: [
      'registration_disabled',
      'email_taken',
      'username_taken',
      'username_prefix_reserved',
      'password_too_common',
      'rate_limited',
      'busy',
    ],
    idempotent: true,
  })
  async register(
    @Body() body: RegisterDto,
    @Req() request: FastifyRequest,
    @Once() call: IdempotentCall | null,
  ): Promise<RegisteredDto> {
    return RegisteredDto.from(await this.registrations.register(body, request.id, call));
  }

  @Post('login')
  @Access({ kind: 'public' })
  @RateLimited(FAILED_SIGN_INS, FAILED_SIGN_INS_OF_ADDRESS)
  @Answers({
    summary: 'Sign in with a password',
    description:
      'Where a directory (LDAP) is configured, it is asked about names that have no password here. Unknown names, wrong passwords and disabled people get the same answer. Failures slow down the name and the address. ' +
      'Names that begin with bot- are refused with 412 before anything else.',
    answer: TokensDto,
    refuses: [
      'credentials_rejected',
      'account_is_bot',
      'registration_disabled',
      'identity_provider_unavailable',
      'rate_limited',
      'busy',
      'secret_already_shown',
    ],
    idempotent: true,
  })
  async login(
    @Body() { login, password, cookie = false }: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Once() call: IdempotentCall | null,
  ): Promise<TokensDto> {
    const signIn = { login, password, address: request.address, requestId: request.id };
    return this.answer(await this.signIns.signIn(signIn, call), cookie, reply);
  }

  @Post('refresh')
  @Access({ kind: 'public' })
  @Answers({
    summary: 'Exchange a refresh token for new tokens',
    description: 'A refresh token works once. Presenting one that was exchanged already ends its login.',
    answer: TokensDto,
    refuses: [
      'credentials_missing',
      'credentials_rejected',
      'credentials_conflict',
      'csrf_refused',
      'secret_already_shown',
    ],
    idempotent: true,
  })
  async refresh(
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Once() call: IdempotentCall | null,
  ): Promise<TokensDto> {
    const { token, fromCookie } = this.cookie.presented(request, body.refresh_token);
    const tokens = await this.logins.refresh(token, request.id, boundTo(token, call));
    return this.answer(tokens, fromCookie, reply);
  }

  @Post('logout')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'End this login',
    description:
      'With a token of the outside issuer or with HTTP Basic there is no login of ours: nothing is ended, and the answer is the same.',
    status: 204,
    answer: null,
  })
  async logout(@CallerOf() caller: HumanCaller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.logins.end(caller, 'logout');
    this.cookie.clear(reply);
  }

  private answer(tokens: IssuedTokens, inCookie: boolean, reply: FastifyReply): TokensDto {
    if (inCookie) this.cookie.set(reply, tokens.refreshToken);
    return TokensDto.from(tokens, inCookie);
  }
}
