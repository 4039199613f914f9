import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { ReturnedBrowser } from '../../common/http/returned-browser.decorator.js';
import { returnedQuery } from '../../common/http/returned-query.js';
import { AppConfig } from '../../config/app-config.js';
import { RateLimited, returningBrowsers } from '../rate-limits/index.js';
import { ConnectCallback, type Landing } from './connect/connect-callback.js';
import { ConnectCookie } from './connect/connect-cookie.js';
import { CallbackParams } from './dto/connect.dto.js';

const RETURNS = returningBrowsers('connect-returns');

/** The only places that a browser is led back to. */
const PAGES: Readonly<Record<Landing['page'], string>> = {
  connections: '/connections',
  global_bots: '/admin/global-bots',
};

@ApiTags('Connections')
@Controller('v1/oauth')
export class OauthCallbackController {
  constructor(
    private readonly callback: ConnectCallback,
    private readonly cookie: ConnectCookie,
    private readonly config: AppConfig,
  ) {}

  @Get(':platform/:kind/callback')
  @Access({ kind: 'public' })
  @RateLimited(RETURNS)
  @ReturnedBrowser()
  @Answers({
    summary: 'Take a browser back from a platform, and connect',
    description:
      'Only for the browser in which the connection was begun, which its cookie says. Leads to `/connections` (global bots: ' +
      '`/admin/global-bots`) with `platform`, `kind` and `result`: `connected`, or the code of what was refused.',
    status: 302,
    answer: null,
  })
  async land(
    @Param() { platform, kind }: CallbackParams,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const query = new URLSearchParams(returnedQuery(request.url));
    const browser = this.cookie.read(request);
    const { page, refusal } = await this.callback.land({ platform, kind, query, browser, requestId: request.id });
    request.problemCode = refusal?.code ?? null;
    const told = new URLSearchParams({ result: refusal?.code ?? 'connected', platform, kind });
    void reply.header('location', `${this.config.publicUrl}${PAGES[page]}?${told.toString()}`);
  }
}
