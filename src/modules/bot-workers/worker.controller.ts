import { createHash } from 'node:crypto';
import { Body, Controller, Get, Headers, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type Caller } from '../../common/access/caller.js';
import type { WorkerPrincipal } from '../../common/access/principal.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { ListPipe } from '../../common/http/list.pipe.js';
import { BotChannels } from '../bot-connections/index.js';
import { BotChannelPageDto, LeasedDto, WorkerCredentialDto } from './dto/worker-answer.dto.js';
import { BotChannelsQuery, CredentialQuery, LeaseDto, MOST_CHANNELS, ReportDto } from './dto/worker.dto.js';
import { LeasesService } from './leases.service.js';
import { ReportsService } from './reports.service.js';
import { WorkerCredentials } from './worker-credentials.service.js';
import { requirePlatform } from './worker-reach.js';

type WorkerCaller = Caller<WorkerPrincipal>;

@ApiTags('Bot workers')
@Controller('v1/worker')
export class WorkerController {
  constructor(
    private readonly channels: BotChannels,
    private readonly leases: LeasesService,
    private readonly reports: ReportsService,
    private readonly credentials: WorkerCredentials,
  ) {}

  @Get('bot-channels')
  @Access({ kind: 'worker' })
  @Answers({
    summary: 'Every channel of a platform that wants a bot, and which bot speaks there',
    answer: BotChannelPageDto,
    refuses: ['cursor_invalid', 'platform_not_allowed'],
  })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The `ETag` of the same page before' })
  @ApiResponse({ status: 304, description: 'The page is as it was' })
  async botChannels(
    @Query() query: BotChannelsQuery,
    @CallerOf() { principal }: WorkerCaller,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    requirePlatform(principal, query.platform);
    const page = BotChannelPageDto.from(await this.channels.list(query.platform, query));
    const etag = `"${createHash('sha256').update(JSON.stringify(page)).digest('base64url')}"`;
    reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (known === etag) return void reply.code(304).send();
    return void reply.code(200).send(page);
  }

  @Post('leases')
  @Access({ kind: 'worker' })
  @Answers({
    summary: 'Take channels, keep them, or give them back: one worker each, until the lease lapses',
    description: 'Repeat it to keep them. A lease that lapsed comes back with a greater fence.',
    answer: LeasedDto,
    refuses: ['platform_not_allowed'],
  })
  async lease(
    @Body() { platform, account_ids: accountIds, worker, ttl, most = MOST_CHANNELS }: LeaseDto,
    @CallerOf() { principal }: WorkerCaller,
  ): Promise<LeasedDto> {
    requirePlatform(principal, platform);
    const wish = { platform, accountIds, who: { keyId: principal.keyId, worker }, ttl, most };
    const { leases, workers } = await this.leases.lease(wish);
    return LeasedDto.from(leases, ttl, workers);
  }

  @Put('status')
  @Access({ kind: 'worker' })
  @Answers({
    summary: 'Say what is true of the channels one holds',
    description: 'Refused reports are named in `refused`; the others were taken all the same.',
    status: 204,
    answer: null,
    refuses: ['lease_lost', 'request_invalid', 'platform_not_allowed'],
  })
  @ApiBody({ type: [ReportDto] })
  async reportStates(
    @Body(new ListPipe(ReportDto, MOST_CHANNELS)) reports: ReportDto[],
    @CallerOf() { principal }: WorkerCaller,
  ): Promise<void> {
    for (const { platform } of reports) requirePlatform(principal, platform);
    await this.reports.take(
      principal.keyId,
      reports.map((report) => ReportDto.reportOf(report)),
    );
  }

  @Get('credential')
  @Access({ kind: 'worker' })
  @Answers({
    summary: 'A platform credential that works now, for a channel one holds',
    answer: WorkerCredentialDto,
    refuses: [
      'platform_not_allowed',
      'lease_lost',
      'bot_not_connected',
      'bot_needs_reauth',
      'bot_disabled',
      'platform_off',
      'credential_unavailable',
      'provider_not_configured',
    ],
  })
  async credential(@Query() query: CredentialQuery, @CallerOf() caller: WorkerCaller): Promise<WorkerCredentialDto> {
    const { platform, account_id: accountId, fence, refused_generation: refusedGeneration = null } = query;
    requirePlatform(caller.principal, platform);
    return WorkerCredentialDto.from(
      await this.credentials.lend({ platform, accountId, fence, refusedGeneration }, caller),
    );
  }
}
