import type { Readable } from 'node:stream';
import { applyDecorators, Controller, Delete, Get, Patch, Post, Put, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { callerOf, type UserCaller } from '../../common/access/caller.js';
import { AppError } from '../../common/errors/app-error.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Direct } from '../../common/http/direct-route.js';
import { STREAM_BODY } from '../../common/http/json-body.js';
import { BOT_PLATFORMS } from '../../common/platforms.js';
import { ActsAs, type PlatformAct } from './acts-as.decorator.js';
import { ACTING_REFUSALS } from './passthrough.errors.js';
import { PassthroughService } from './passthrough.service.js';
import { pathAsked } from './relay/compose-target.rules.js';
import { ReplySink } from './reply-sink.js';

/** One of the methods that are relayed; all are the same but for their names in the document. */
const Relays = (method: MethodDecorator, verb: string): MethodDecorator =>
  applyDecorators(
    method,
    Direct({ config: STREAM_BODY }),
    Access({ kind: 'account', permission: 'actor:use', from: 'header', token: 'passthrough:use' }),
    ActsAs(platformOf),
    ApiParam({ name: 'platform', enum: BOT_PLATFORMS, example: 'twitch' }),
    ApiParam({ name: 'path', description: "Below the platform's API", example: 'users' }),
    Answers({
      summary: `${verb} at a platform as somebody`,
      description:
        'Query and body go to the platform and its status, headers and body come back, streamed and unchanged; redirects are not ' +
        'followed. `X-Acting-As` says who acted. A 401 of the platform is answered as 502.',
      answer: null,
      refuses: [...ACTING_REFUSALS, 'passthrough_path_refused'],
    }),
  );

@ApiTags('Acting as a bot')
@Controller('v1/passthrough')
export class PassthroughController {
  constructor(private readonly passthrough: PassthroughService) {}

  /** HEAD too, which Fastify serves with it. */
  @Relays(Get(':platform/*'), 'Read something')
  get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.relay(request, reply);
  }

  @Relays(Post(':platform/*'), 'Create something')
  post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.relay(request, reply);
  }

  @Relays(Put(':platform/*'), 'Replace something')
  put(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.relay(request, reply);
  }

  @Relays(Patch(':platform/*'), 'Change something')
  patch(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.relay(request, reply);
  }

  @Relays(Delete(':platform/*'), 'Delete something')
  delete(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.relay(request, reply);
  }

  private async relay(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { actor, membership, raw } = request;
    if (!actor || !membership) throw new AppError('route_not_found');
    const length = raw.headers['content-length'];
    await this.passthrough.pass({
      caller: callerOf(request) as UserCaller,
      accountId: membership.accountId,
      actor,
      method: request.method,
      rest: restOf(raw.url ?? ''),
      headers: raw.rawHeaders,
      body: request.body as Readable | undefined,
      bodyBytes: length === undefined ? null : Number(length),
      sink: new ReplySink(reply),
      // Comes once: `once` would only cost more.
      onGone: (leave) => reply.raw.on('close', () => reply.raw.writableFinished || leave()),
    });
    // Nobody is left to be answered: what the log says of it is all there is.
    if (!reply.sent) reply.status(499).hijack();
  }
}

/** null for a platform that there is not: the route then answers 404. */
function platformOf({ params, raw }: FastifyRequest): PlatformAct | null {
  const { platform } = params as { readonly platform: string };
  const known = BOT_PLATFORMS.find((one) => one === platform);
  return known ? { platform: known, asBot: false, path: pathAsked(restOf(raw.url ?? '')) } : null;
}

/** What follows the platform in the request target, which the router read but did not change. */
function restOf(url: string): string {
  let from = 0;
  for (let slashes = 0; slashes < SLASHES_BEFORE_REST; slashes++) {
    const at = url.indexOf('/', from);
    if (at === -1) return '';
    from = at + 1;
  }
  return url.slice(from);
}

/** `/v1/passthrough/<platform>/` */
const SLASHES_BEFORE_REST = 4;
