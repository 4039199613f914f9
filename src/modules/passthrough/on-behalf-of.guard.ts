import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { credentialsRejected } from '../../common/access/access.errors.js';
import { callerOf, type UserCaller } from '../../common/access/caller.js';
import { RouteNote } from '../../common/access/route-note.js';
import { AppError } from '../../common/errors/app-error.js';
import { requestOf } from '../../common/http/request-of.js';
import { ActorForesightGuard } from './actor-foresight.guard.js';
import { actorOf, ActorService } from './actor.service.js';
import type { ActorLookup } from './actor.types.js';
import { ACTS_AS, type PlatformAct, type ReadAct } from './acts-as.decorator.js';
import { CallRecord } from './call-record.js';
import { namedBot } from './named-bot.js';

/**
 * Answers for the routes that act on a platform (`@ActsAs`), behind the guards that say who calls and what they may do: the header is a
 * second criterion, never a first one. Whoever it does not find is refused; nobody else acts instead.
 */
@Injectable()
export class OnBehalfOfGuard implements CanActivate {
  private readonly acts = new RouteNote<ReadAct>(ACTS_AS);

  constructor(
    private readonly actors: ActorService,
    private readonly foresight: ActorForesightGuard,
    private readonly record: CallRecord,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const read = this.acts.of(context);
    if (!read) return true;
    const request = requestOf(context);
    const act = read(request);
    if (act === null) return true;
    const [, reply] = context.getArgs<[FastifyRequest, FastifyReply]>();
    return this.find(act, request, reply);
  }

  private async find(act: PlatformAct, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const { principal, membership, seen } = request;
    if (!membership || (principal?.kind !== 'human' && principal?.kind !== 'bot')) throw credentialsRejected();
    const { accountId } = membership;
    const { platform, asBot, path } = act;
    let found: ActorLookup | null = null;
    try {
      found = await (this.foresight.begunFor(request, accountId) ??
        this.actors.lookUp({ principal, accountId, platform, named: namedBot(request.raw.rawHeaders), asBot, seen }));
      request.actor = this.actors.require(found);
    } catch (error) {
      const actor = found?.connection ? actorOf(found.rule, found.connection) : null;
      const caller = callerOf(request) as UserCaller;
      if (error instanceof AppError) {
        this.record.refused({ caller, accountId, platform, actor, method: request.method, path }, error);
      }
      throw error;
    }
    reply.header('x-acting-as', request.actor.name);
    return true;
  }
}
