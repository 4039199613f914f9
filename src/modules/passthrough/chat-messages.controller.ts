import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { BOT_PLATFORMS } from '../../common/platforms.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ActsAs, type PlatformAct } from './acts-as.decorator.js';
import { SendMessageDto, SentMessageDto } from './dto/chat-message.dto.js';
import { ChatMessagesService } from './messages/chat-messages.service.js';
import { ACTING_REFUSALS, actorNotConnected } from './passthrough.errors.js';

@ApiTags('Acting as a bot')
@Controller('v1/chat-messages')
export class ChatMessagesController {
  constructor(private readonly messages: ChatMessagesService) {}

  @Post()
  @Access({ kind: 'account', permission: 'actor:use', from: 'header', token: 'passthrough:use' })
  @ActsAs(actOf)
  @Answers({
    summary: 'Say something in a chat, on any platform',
    description:
      '`delivered` tells whether the platform shows it: some answer 200 for messages that they drop. With an `Idempotency-Key` no message ' +
      'is sent twice; one of which nobody knows whether it was sent is 409 `message_outcome_unknown`, and one that certainly was not is sent.',
    answer: SentMessageDto,
    refuses: [
      ...ACTING_REFUSALS,
      'missing_scope',
      'message_too_long',
      'message_refused',
      'message_outcome_unknown',
      'chat_not_found',
    ],
    idempotent: true,
  })
  async send(
    @Body() body: SendMessageDto,
    @CallerOf() caller: UserCaller,
    @MembershipOf() { accountId }: Membership,
    @Once() call: IdempotentCall | null,
    @Req() { actor }: FastifyRequest,
  ): Promise<SentMessageDto> {
    if (!actor) throw actorNotConnected(body.platform);
    const sent = await this.messages.send(body.toRequest(), { caller, accountId, actor }, call);
    return SentMessageDto.from(sent, body.split ?? false);
  }
}

/** null for a platform that there is not: validation then says so. */
function actOf({ body }: FastifyRequest): PlatformAct | null {
  if (typeof body !== 'object' || body === null) return null;
  const { platform, as } = body as { readonly platform?: unknown; readonly as?: unknown };
  const known = BOT_PLATFORMS.find((one) => one === platform);
  return known ? { platform: known, asBot: as === 'bot', path: null } : null;
}
