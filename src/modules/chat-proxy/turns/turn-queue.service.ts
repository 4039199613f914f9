import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../database/transactions.js';
import { queueFull, sessionBusy, tooManyTurns } from '../chat.errors.js';
import { ConversationsRepository } from '../history/conversations.repository.js';
import type { Question, Session } from '../history/history.types.js';
import { Budgets } from './budgets.service.js';
import { TurnEnds } from './turn-ends.service.js';
import { TurnWorkRepository } from './turn-work.repository.js';
import { TurnsRepository, type NewTurn } from './turns.repository.js';
import { estimateTokens, judgeAdmission } from './turn.rules.js';
import type { ClaimedTurn } from './turn.types.js';

/** What waits and what runs, for one person at a time. Everything is called under the lock on the person. */
@Injectable()
export class TurnQueue {
  constructor(
    private readonly turns: TurnsRepository,
    private readonly work: TurnWorkRepository,
    private readonly ends: TurnEnds,
    private readonly conversations: ConversationsRepository,
    private readonly budgets: Budgets,
  ) {}

  /**
   * Lets one more message into the session, by its setting.
   *
   * @returns running turns that were asked to stop for it
   * @throws AppError chat_session_busy, chat_queue_full, chat_too_many_turns
   */
  async makeRoom({ id, userId, concurrency }: Session, tx: Tx): Promise<readonly string[]> {
    const verdict = judgeAdmission(concurrency, await this.turns.underWay(userId, id, tx));
    switch (verdict) {
      case 'busy':
        throw sessionBusy();
      case 'queue_full':
        throw queueFull();
      case 'too_many':
        throw tooManyTurns();
      case 'interrupt':
        for (const waiting of await this.turns.findQueued(id, tx)) await this.ends.giveUp(waiting, tx);
        return this.turns.requestCancel({ sessionId: id }, tx);
      case 'admit':
        return [];
    }
  }

  /** @throws AppError chat_budget_used */
  async add(turn: Omit<NewTurn, 'reservedTokens'>, question: Question, tx: Tx): Promise<void> {
    const reservedTokens = estimateTokens(question.text);
    await this.budgets.reserve(turn, reservedTokens, tx);
    if (turn.requestKey !== null) await this.turns.forgetRequest(turn.requestKey, tx);
    await this.turns.add({ ...turn, reservedTokens }, tx);
    await this.conversations.addQuestion(turn, question, tx);
  }

  /** The person's turns that may run now, for this replica to run. */
  claim(userId: string, tx: Tx): Promise<ClaimedTurn[]> {
    return this.work.claim(userId, tx);
  }
}
