import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type Caller } from '../../common/access/caller.js';
import type { WorkerPrincipal } from '../../common/access/principal.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { beginEvents } from '../../common/http/sse-writer.js';
import { AcksService } from './acks.service.js';
import { CommandStreams } from './command-streams.js';
import { ClaimDto } from './dto/worker-answer.dto.js';
import { AckDto, CommandIdParam, CommandsQuery } from './dto/worker.dto.js';
import { requirePlatform } from './worker-reach.js';

type WorkerCaller = Caller<WorkerPrincipal>;

@ApiTags('Bot workers')
@Controller('v1/worker/commands')
export class WorkerCommandsController {
  constructor(
    private readonly streams: CommandStreams,
    private readonly acks: AcksService,
  ) {}

  @Get()
  @Access({ kind: 'worker' })
  @Answers({
    summary: 'A stream of commands for the channels one holds (server-sent events)',
    description:
      'Each event has a number; `Last-Event-ID` names the last one that was read. What was delivered and neither claimed nor settled comes again.',
    answer: null,
    refuses: ['platform_not_allowed'],
  })
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Number of the last event that was read' })
  async follow(
    @Query() { platform, worker }: CommandsQuery,
    @CallerOf() { principal }: WorkerCaller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    requirePlatform(principal, platform);
    const { credential, headers } = request;
    const secret = credential?.kind === 'bearer' ? credential.secret : '';
    const response = beginEvents(reply);
    if (request.method === 'HEAD') return void response.end();
    const after = numberOf(headers['last-event-id']);
    await this.streams.follow(response, { platform, worker: worker ?? null, keyId: principal.keyId, secret, after });
  }

  @Post(':id/ack')
  @Access({ kind: 'worker' })
  @Answers({
    summary: 'Claim a command, or say what became of it',
    answer: ClaimDto,
    refuses: ['bot_command_over'],
  })
  async ack(
    @Param() { id }: CommandIdParam,
    @Body() { fence, outcome, code, detail, message_id }: AckDto,
    @CallerOf() { principal: { keyId } }: WorkerCaller,
  ): Promise<ClaimDto> {
    const by = { id, keyId, fence };
    if (outcome === 'claimed') return { expires_in_ms: await this.acks.claim(by) };
    const status = outcome === 'done' ? 'acked' : 'failed';
    await this.acks.settle(by, {
      status,
      code: code ?? null,
      detail: detail ?? null,
      result: message_id === undefined ? null : { message_id },
    });
    return { expires_in_ms: null };
  }
}

/** What is no number is no place in the stream. */
function numberOf(lastEventId: string | string[] | undefined): number {
  const number = typeof lastEventId === 'string' ? Number(lastEventId) : 0;
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
