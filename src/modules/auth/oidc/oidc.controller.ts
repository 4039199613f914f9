import { Controller, Get, Inject, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../../common/access/access.decorator.js';
import { Answers } from '../../../common/http/answers.decorator.js';
import { ReturnedBrowser } from '../../../common/http/returned-browser.decorator.js';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { refusalOf } from '../../../common/logging/refusal-of.js';
import { AppConfig } from '../../../config/app-config.js';
import { RateLimited, returningBrowsers } from '../../rate-limits/index.js';
import { RefreshCookie } from '../refresh-cookie.js';
import { AuthorizeQueryDto } from './dto/oidc.dto.js';
import { OidcCallbackGuard, OutcomeOf, type Outcome } from './oidc-callback.guard.js';
import { OidcCookie } from './oidc-cookie.js';
import { OidcSignIn } from './oidc-sign-in.service.js';

/** Each leaves a row for ten minutes, or a line in the audit. */
const STEPS = returningBrowsers('oidc-steps');

@ApiTags('Sign-in')
@Controller('v1/auth/oidc')
export class OidcController {
  constructor(
    private readonly signIns: OidcSignIn,
    private readonly cookie: OidcCookie,
    private readonly refreshCookie: RefreshCookie,
    private readonly config: AppConfig,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  @Get('authorize')
  @Access({ kind: 'public' })
  @RateLimited(STEPS)
  @Answers({
    summary: 'Send a browser to the sign-in provider',
    description:
      'For the console: a page to go to, not one to fetch. Sets a cookie by which the browser is recognised when it comes back. ' +
      'When the provider cannot be reached, leads to `/login?error=identity_provider_unavailable`.',
    status: 302,
    answer: null,
    refuses: ['sign_in_method_unavailable'],
  })
  async authorize(
    @Query() query: AuthorizeQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.signIns.requireSetUp();
    try {
      const { authorizeUrl, browser } = await this.signIns.begin(query.return_to);
      this.cookie.set(reply, browser);
      void reply.header('location', authorizeUrl);
    } catch (failure) {
      this.sendToLogin(failure, request, reply);
    }
  }

  @Get('callback')
  @Access({ kind: 'public' })
  @RateLimited(STEPS)
  @UseGuards(OidcCallbackGuard)
  @ReturnedBrowser()
  @Answers({
    summary: 'Take a browser back from the sign-in provider',
    description:
      'Signs the browser in (refresh token in its HttpOnly cookie) and leads to the page it came for. Whatever goes wrong leads to ' +
      '`/login?error=<code>`: sign_in_expired, sign_in_refused, credentials_rejected, account_is_bot, registration_disabled, ' +
      'identity_provider_unavailable.',
    status: 302,
    answer: null,
    refuses: ['sign_in_method_unavailable'],
  })
  async callback(
    @OutcomeOf() outcome: Outcome,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if ('failure' in outcome) {
      this.sendToLogin(outcome.failure, request, reply);
      return;
    }
    const { person, returnTo } = outcome.arrival;
    this.cookie.clear(reply);
    try {
      const { refreshToken } = await this.signIns.signIn(person, request.id);
      this.refreshCookie.set(reply, refreshToken);
      void reply.header('location', this.config.publicUrl + returnTo);
    } catch (failure) {
      this.sendToLogin(failure, request, reply);
    }
  }

  private sendToLogin(failure: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = refusalOf(failure, request.id, this.logger);
    request.problemCode = error.code;
    void reply.header('location', `${this.config.publicUrl}/login?error=${error.code}`);
  }
}
