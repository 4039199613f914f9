import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import { newId } from '../../../common/new-id.js';
import { managerOf, within, type Tx } from '../../../database/transactions.js';
import type { ConversationMessage } from '../assistants/assistant.js';
import { KEEP_AFTER_END_SECONDS } from '../log/log-store.js';
import type { ClaimedTurn, Concurrency, TurnEnding } from '../turns/turn.types.js';
import { ChatMessageEntity } from './chat-message.entity.js';
import { ChatSessionEntity } from './chat-session.entity.js';
import type { MessageView, Question, Session, SessionView } from './history.types.js';

/** More messages than this are never looked at for one turn. */
const LOOK_BACK = 200;

@Injectable()
export class ConversationsRepository {
  constructor(
    @InjectRepository(ChatSessionEntity) private readonly sessions: Repository<ChatSessionEntity>,
    @InjectRepository(ChatMessageEntity) private readonly messages: Repository<ChatMessageEntity>,
  ) {}

  async addSession(userId: string, concurrency: Concurrency, tx: Tx): Promise<Session> {
    const session = { id: newId(), userId, concurrency };
    await within(this.sessions, tx).insert(session);
    return session;
  }

  /** Somebody else's session is no session. */
  findSession(id: string, userId: string, tx?: Tx): Promise<SessionView | null> {
    return (tx ? within(this.sessions, tx) : this.sessions).findOneBy({ id, userId });
  }

  async touch(id: string, tx: Tx): Promise<void> {
    await managerOf(tx).query('UPDATE chat_sessions SET last_used_at = now() WHERE id = $1', [id]);
  }

  async addQuestion(
    turn: { readonly id: string; readonly sessionId: string },
    question: Question,
    tx: Tx,
  ): Promise<void> {
    const { id: turnId, sessionId } = turn;
    await within(this.messages, tx).insert({ ...question, turnId, sessionId, role: 'user', status: 'completed' });
  }

  async addAnswer(turn: ClaimedTurn, { state, text, usage }: TurnEnding, tx: Tx): Promise<void> {
    const { inputTokens, outputTokens, estimated: usageEstimated } = usage;
    const { id: turnId, sessionId, answerId: id } = turn;
    const counted = { inputTokens, outputTokens, usageEstimated };
    await within(this.messages, tx).insert({
      id,
      turnId,
      sessionId,
      role: 'assistant',
      text,
      status: state,
      ...counted,
    });
  }

  /** The conversation up to the question of this turn, newest first. Answers that came to nothing are left out. */
  async findBefore({ sessionId, place }: ClaimedTurn): Promise<ConversationMessage[]> {
    return this.messages.query<ConversationMessage[]>(
      `SELECT m.role, m.text FROM chat_messages m JOIN chat_turns t ON t.id = m.turn_id
       WHERE t.session_id = $1 AND t.place <= $2 AND m.text <> ''
       ORDER BY t.place DESC, m.role ASC LIMIT ${LOOK_BACK}`,
      [sessionId, place],
    );
  }

  async findAnswer(turnId: string): Promise<string | null> {
    return (await this.messages.findOneBy({ turnId, role: 'assistant' }))?.text ?? null;
  }

  /** Newest first. */
  findSessions(userId: string, before: string | null, limit: number): Promise<SessionView[]> {
    const older = before === null ? {} : { id: LessThan(before) };
    return this.sessions.find({ where: { userId, ...older }, order: { id: 'DESC' }, take: limit });
  }

  /** Newest first. */
  findMessages(sessionId: string, before: string | null, limit: number): Promise<MessageView[]> {
    const older = before === null ? {} : { id: LessThan(before) };
    return this.messages.find({ where: { sessionId, ...older }, order: { id: 'DESC' }, take: limit });
  }

  /** Newest first, over all sessions of a person. */
  findMessagesOf(userId: string, before: string | null, limit: number): Promise<MessageView[]> {
    const query = this.messages
      .createQueryBuilder('m')
      .innerJoin(ChatSessionEntity, 's', 's.id = m.session_id AND s.user_id = :userId', { userId })
      .orderBy('m.id', 'DESC')
      .limit(limit);
    if (before !== null) query.andWhere('m.id < :before', { before });
    return query.getMany();
  }

  /** Forgets everything a person said and was answered. @returns how many conversations, and turns that may have a log */
  async erase(userId: string, tx: Tx): Promise<{ readonly sessions: number; readonly turns: string[] }> {
    const turns = await managerOf(tx).query<{ id: string }[]>(
      `SELECT id FROM chat_turns WHERE user_id = $1 AND (ended_at IS NULL OR ended_at > now() - make_interval(secs => $2))
       ORDER BY id FOR UPDATE`,
      [userId, KEEP_AFTER_END_SECONDS],
    );
    const { affected } = await within(this.sessions, tx).delete({ userId });
    return { sessions: affected ?? 0, turns: turns.map(({ id }) => id) };
  }

  /** Forgets conversations that nobody went on with for so long. */
  async purge(days: number): Promise<void> {
    await this.sessions.query(
      `DELETE FROM chat_sessions s WHERE s.last_used_at < now() - make_interval(days => $1) AND NOT EXISTS (
         SELECT FROM chat_turns t WHERE t.session_id = s.id AND t.state IN ('queued', 'running'))`,
      [days],
    );
  }
}
