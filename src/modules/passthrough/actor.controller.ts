import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { ActorExplanations } from './actor-explanations.service.js';
import { NamesActor } from './acts-as.decorator.js';
import { ActorDto, ActorQueryDto } from './dto/actor.dto.js';
import { namedBot } from './named-bot.js';

@ApiTags('Acting as a bot')
@Controller('v1/actor')
export class ActorController {
  constructor(private readonly explanations: ActorExplanations) {}

  @Get()
  @Access({ kind: 'account', permission: 'actor:use', from: 'header', token: 'passthrough:use' })
  @NamesActor()
  @Answers({
    summary: 'Who would act on a platform, by which rule, and what stands in the way',
    description: 'The dry run of a call with the same headers. Nothing is called and nothing is changed.',
    answer: ActorDto,
    refuses: ['permission_missing', 'scope_missing', 'account_not_found', 'bot_not_found', 'on_behalf_of_invalid'],
  })
  async show(
    @Query() { platform, as }: ActorQueryDto,
    @CallerOf() { principal }: UserCaller,
    @MembershipOf() { accountId }: Membership,
    @Req() { raw, seen }: FastifyRequest,
  ): Promise<ActorDto> {
    const named = namedBot(raw.rawHeaders);
    const question = { principal, accountId, platform, named, asBot: as === 'bot', seen };
    return ActorDto.from(await this.explanations.explain(question));
  }
}
