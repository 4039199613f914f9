import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../database/transactions.js';
import { ChatPeople } from '../chat-people.service.js';
import { ChatTransactions } from '../chat-transactions.js';
import { ConversationsRepository } from '../history/conversations.repository.js';
import { Budgets } from './budgets.service.js';
import { AnswerComposer } from './frames.rules.js';
import { TurnsRepository } from './turns.repository.js';
import type { ClaimedTurn, TurnEnding, TurnView } from './turn.types.js';

/** The end of a turn: its state, its last frames, the answer and the budgets, all in one transaction or not at all. */
@Injectable()
export class TurnEnds {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly people: ChatPeople,
    private readonly turns: TurnsRepository,
    private readonly conversations: ConversationsRepository,
    private readonly budgets: Budgets,
  ) {}

  /** @returns false when somebody else ended it, or has it now */
  end(turn: ClaimedTurn, ending: TurnEnding): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.people.hold(turn.userId, tx))) return false;
      if (!(await this.turns.end(turn.id, { state: 'running', epoch: turn.epoch }, ending, tx))) return false;
      await this.conversations.addAnswer(turn, ending, tx);
      await this.conversations.touch(turn.sessionId, tx);
      await this.budgets.settle(turn, ending.usage.inputTokens + ending.usage.outputTokens, tx);
      return true;
    });
  }

  /** A turn that waits is given up; one that runs is asked to stop. Whatever has ended stays as it is. */
  cancel({ id, userId }: TurnView): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!(await this.people.hold(userId, tx))) return;
      const turn = await this.turns.lock(id, tx);
      if (turn?.state === 'queued') await this.giveUp(turn, tx);
      else await this.turns.requestCancel({ id }, tx);
    });
  }

  /** Ends a turn that never began. Called under the lock on its person. */
  async giveUp(turn: TurnView, tx: Tx): Promise<boolean> {
    const frames = new AnswerComposer(turn.answerId).framesOfEnd({
      turnId: turn.id,
      state: 'cancelled',
      finishReason: 'other',
      error: null,
    });
    const ending: TurnEnding = {
      state: 'cancelled',
      events: 0,
      frames: frames.map((frame) => JSON.stringify(frame)),
      errorCode: null,
      text: '',
      usage: { inputTokens: 0, outputTokens: 0, estimated: false },
    };
    const ended = await this.turns.end(turn.id, { state: 'queued', epoch: 0 }, ending, tx);
    if (ended) await this.budgets.settle(turn, 0, tx);
    return ended;
  }
}
