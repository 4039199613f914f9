import { Injectable } from '@nestjs/common';
import { ConversationsRepository } from '../history/conversations.repository.js';
import { TurnLogs } from '../log/turn-logs.service.js';
import { seqOfCursor } from '../turns/cursor.rules.js';
import { AnswerComposer, type Frame } from '../turns/frames.rules.js';
import { EVENTS_PER_TURN } from '../turns/turn.rules.js';
import type { TurnView } from '../turns/turn.types.js';
import { TurnFollower } from './turn-follower.js';

/** Reads turns: event by event, or as the text so far. */
@Injectable()
export class TurnReaders {
  constructor(
    private readonly logs: TurnLogs,
    private readonly conversations: ConversationsRepository,
  ) {}

  /** @param cursor where the reader stands; null = at the start */
  at(turnId: string, cursor: string | null): TurnFollower {
    return new TurnFollower(this.logs, this.conversations, seqOfCursor(turnId, cursor));
  }

  /** The answer, as far as there is one. */
  async textOf({ id, answerId, endedAt }: TurnView): Promise<string> {
    if (endedAt !== null) return (await this.conversations.findAnswer(id)) ?? '';
    const events = await this.logs.read(id, 1, EVENTS_PER_TURN);
    const frames = events.map(({ frame }) => JSON.parse(frame) as Frame);
    return AnswerComposer.after(answerId, frames).text;
  }
}
