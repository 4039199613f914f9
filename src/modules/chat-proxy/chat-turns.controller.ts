import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type ServiceCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { ChatTurns } from './chat-turns.service.js';
import { TurnDto } from './dto/chat-answer.dto.js';
import { ResumeQuery, TurnParam } from './dto/chat-request.dto.js';
import { STREAM, STREAM_DESCRIPTION, STREAM_REFUSALS } from './stream/stream-answer.js';
import { StreamHead } from './stream/stream-head.js';
import { TurnReaders } from './stream/turn-readers.js';

/** Turns, for the service key they were asked with. */
@ApiTags('Chat: bot services')
@Controller('v1/platform-linking/chat/turns')
export class ChatTurnsController {
  constructor(
    private readonly turns: ChatTurns,
    private readonly readers: TurnReaders,
    private readonly head: StreamHead,
  ) {}

  @Get(':turn')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({ summary: 'Status, text and usage of a turn', answer: TurnDto, refuses: ['chat_turn_not_found'] })
  async showTurn(@Param() { turn: id }: TurnParam, @CallerOf() caller: ServiceCaller): Promise<TurnDto> {
    const turn = await this.turns.require(id, caller);
    return TurnDto.from(turn, await this.readers.textOf(turn));
  }

  @Get(':turn/stream')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Follow a turn, or take it up again where it was left',
    description: STREAM_DESCRIPTION,
    answer: STREAM,
    refuses: ['chat_turn_not_found', ...STREAM_REFUSALS],
  })
  async followTurn(
    @Param() { turn: id }: TurnParam,
    @Query() { after }: ResumeQuery,
    @CallerOf() caller: ServiceCaller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.head.follow(request, reply, await this.turns.requireToFollow(id, caller), after ?? null);
  }

  @Post(':turn/cancel')
  @Access({ kind: 'service', scope: 'chat' })
  @Answers({
    summary: 'Stop an answer; nothing changes when it has ended',
    description: 'The turn may still be `running` in the answer, and ends within a second.',
    answer: TurnDto,
    refuses: ['chat_turn_not_found'],
  })
  async cancelTurn(@Param() { turn: id }: TurnParam, @CallerOf() caller: ServiceCaller): Promise<TurnDto> {
    const turn = await this.turns.cancel(id, caller);
    return TurnDto.from(turn, await this.readers.textOf(turn));
  }
}
