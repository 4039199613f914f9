import { Body, Controller, Delete, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type ServiceCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ChatTurns } from './chat-turns.service.js';
import { ChatMessagePageDto, ChatSessionPageDto, OpenedSessionDto } from './dto/chat-answer.dto.js';
import { OpenSessionDto, PersonDto, PersonPageQuery, SayDto, SessionIdParam } from './dto/chat-request.dto.js';
import { ChatHistory } from './history/chat-history.service.js';
import { PERSON_REFUSALS, STREAM, STREAM_DESCRIPTION, STREAM_REFUSALS } from './stream/stream-answer.js';
import { StreamHead } from './stream/stream-head.js';

/** Conversations of linked people with the assistant, for bot services. */
@ApiTags('Chat: bot services')
@Controller('v1/platform-linking/chat')
export class ChatController {
  constructor(
    private readonly turns: ChatTurns,
    private readonly history: ChatHistory,
    private readonly head: StreamHead,
  ) {}

  @Post('session')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Begin a conversation for a linked person',
    answer: OpenedSessionDto,
    refuses: PERSON_REFUSALS,
    idempotent: true,
  })
  async openSession(
    @Body() body: OpenSessionDto,
    @CallerOf() { principal }: ServiceCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<OpenedSessionDto> {
    return { session_id: await this.history.open(body.toPerson(), body.concurrency, principal, call) };
  }

  @Post('stream')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Say something for a linked person, and stream the answer',
    description: `${STREAM_DESCRIPTION} A repeat with the same \`Idempotency-Key\` attaches to the same turn, from its start or \`Last-Event-ID\`.`,
    answer: STREAM,
    refuses: [
      ...PERSON_REFUSALS,
      ...STREAM_REFUSALS,
      'chat_session_not_found',
      'chat_session_busy',
      'chat_queue_full',
      'chat_too_many_turns',
      'chat_budget_used',
      'chat_turn_not_found',
    ],
    idempotent: true,
  })
  async say(
    @Body() body: SayDto,
    @CallerOf() caller: ServiceCaller,
    @Once() call: IdempotentCall | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const said = { person: body.toPerson(), sessionId: body.session_id ?? null, text: body.message };
    const turn = await this.turns.say(said, caller, call);
    await this.head.follow(request, reply, turn, null);
  }

  @Get('sessions')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: "List a person's conversations, newest first",
    answer: ChatSessionPageDto,
    refuses: [...PERSON_REFUSALS, 'cursor_invalid'],
  })
  async sessions(
    @Query() query: PersonPageQuery,
    @CallerOf() { principal }: ServiceCaller,
  ): Promise<ChatSessionPageDto> {
    return ChatSessionPageDto.from(await this.history.sessions(query.toPerson(), principal, query));
  }

  @Get('sessions/:session_id/messages')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'List the messages of a conversation, newest first',
    answer: ChatMessagePageDto,
    refuses: [...PERSON_REFUSALS, 'chat_session_not_found', 'cursor_invalid'],
  })
  async messages(
    @Param() { session_id: sessionId }: SessionIdParam,
    @Query() query: PersonPageQuery,
    @CallerOf() { principal }: ServiceCaller,
  ): Promise<ChatMessagePageDto> {
    return ChatMessagePageDto.from(await this.history.messages(sessionId, query.toPerson(), principal, query));
  }

  @Get('history')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Export all messages of a person, newest first',
    answer: ChatMessagePageDto,
    refuses: [...PERSON_REFUSALS, 'cursor_invalid'],
  })
  async exportHistory(
    @Query() query: PersonPageQuery,
    @CallerOf() { principal }: ServiceCaller,
  ): Promise<ChatMessagePageDto> {
    const userId = await this.history.userIdOf(query.toPerson(), principal);
    return ChatMessagePageDto.from(await this.history.exportOf(userId, query));
  }

  @Delete('history')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Erase all conversations of a person, and end what is being answered',
    status: 204,
    answer: null,
    refuses: PERSON_REFUSALS,
  })
  async eraseHistory(@Query() query: PersonDto, @CallerOf() caller: ServiceCaller): Promise<void> {
    const userId = await this.history.userIdOf(query.toPerson(), caller.principal);
    await this.history.erase(userId, caller);
  }

  @Get(':session_id/stream')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Stream what is answered in a conversation now, from its start',
    description: STREAM_DESCRIPTION,
    answer: { ...STREAM, orNothing: true },
    refuses: [...PERSON_REFUSALS, ...STREAM_REFUSALS, 'chat_session_not_found'],
  })
  async followSession(
    @Param() { session_id: sessionId }: SessionIdParam,
    @Query() query: PersonDto,
    @CallerOf() caller: ServiceCaller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const turn = await this.turns.underWay(sessionId, query.toPerson(), caller);
    if (turn === null) await reply.status(HttpStatus.NO_CONTENT).send();
    else await this.head.follow(request, reply, turn, null);
  }
}
