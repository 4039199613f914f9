import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../../common/access/access.decorator.js';
import { Answers } from '../../../common/http/answers.decorator.js';
import { ReturnedBrowser } from '../../../common/http/returned-browser.decorator.js';
import { returnedQuery } from '../../../common/http/returned-query.js';
import { AppConfig } from '../../../config/app-config.js';
import { RateLimited, returningBrowsers } from '../../rate-limits/index.js';
import { SignInParams } from '../dto/sign-in.dto.js';
import { SignInCookie } from './sign-in-cookie.js';
import { SignInReturn } from './sign-in-return.js';

const RETURNS = returningBrowsers('link-sign-in-returns');

@ApiTags('Platform linking: people')
@Controller('v1/platform-linking/sign-in')
export class SignInCallbackController {
  constructor(
    private readonly signIns: SignInReturn,
    private readonly cookie: SignInCookie,
    private readonly config: AppConfig,
  ) {}

  @Get(':platform/callback')
  @Access({ kind: 'public' })
  @RateLimited(RETURNS)
  @ReturnedBrowser()
  @Answers({
    summary: 'Take a browser back from a platform where somebody signed in to prove a link',
    description:
      'Only for the browser in which the link was confirmed, which its cookie says. Links if the platform names the identity of the ' +
      'link, and leads to the page behind links (without its token) with `platform` and `result`: `linked`, or the code of what was refused.',
    status: 302,
    answer: null,
  })
  async endSignIn(
    @Param() { platform }: SignInParams,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const query = new URLSearchParams(returnedQuery(request.url));
    const browser = this.cookie.read(request);
    const refusal = await this.signIns.land({ platform, query, browser, requestId: request.id });
    request.problemCode = refusal?.code ?? null;
    const told = new URLSearchParams({ result: refusal?.code ?? 'linked', platform });
    void reply.header('location', `${this.page}?${told.toString()}`);
  }

  /** The page behind a link, without the token, of which only the digest is kept. */
  private get page(): string {
    return this.config
      .linkBaseUrl()
      .replace(/[#?].*$/, '')
      .replace(/\/+$/, '');
  }
}
