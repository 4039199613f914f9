import { Injectable } from '@nestjs/common';
import { newId } from '../../../common/new-id.js';
import type { Tx } from '../../../database/transactions.js';
import type { IdempotentCall } from '../../idempotency/index.js';
import { ChatPeople } from '../chat-people.service.js';
import { ChatTransactions } from '../chat-transactions.js';
import { keyReused, sessionNotFound } from '../chat.errors.js';
import { ConversationsRepository } from '../history/conversations.repository.js';
import type { Session } from '../history/history.types.js';
import { PersonLine } from './person-line.js';
import { TurnQueue } from './turn-queue.service.js';
import { TurnsRepository } from './turns.repository.js';
import type { ChatPerson, ClaimedTurn } from './turn.types.js';

export interface NewMessage {
  readonly person: ChatPerson;
  readonly service: string;
  /** null begins a conversation. */
  readonly sessionId: string | null;
  readonly text: string;
}

export interface Admitted {
  readonly turnId: string;
  /** Turns that this replica has to run now, in whatever session of the person. */
  readonly claimed: readonly ClaimedTurn[];
  /** Running turns that were asked to stop for this one. */
  readonly interrupted: readonly string[];
}

/** Lets messages in: limits, session, message and turn in one transaction. What is refused leaves nothing. */
@Injectable()
export class TurnAdmission {
  private readonly line = new PersonLine();

  constructor(
    private readonly transactions: ChatTransactions,
    private readonly people: ChatPeople,
    private readonly turns: TurnsRepository,
    private readonly conversations: ConversationsRepository,
    private readonly queue: TurnQueue,
  ) {}

  /**
   * @throws AppError chat_session_not_found, chat_session_busy, chat_queue_full, chat_too_many_turns, chat_budget_used,
   *   idempotency_key_reused, user_has_no_links, user_disabled
   */
  async admit(message: NewMessage, call: IdempotentCall | null): Promise<Admitted> {
    // Without a lock first: a storm of repeats shall not wait in line for what is known.
    const known = call && (await this.earlier(message, call));
    if (known) return known;
    return this.line.run(message.person.userId, () => this.transactions.run((tx) => this.admitNow(message, call, tx)));
  }

  private async admitNow(message: NewMessage, call: IdempotentCall | null, tx: Tx): Promise<Admitted> {
    const { userId } = message.person;
    await this.people.holdActive(userId, tx);
    const known = call && (await this.earlier(message, call, tx));
    if (known) return known;
    const session = await this.sessionOf(message, tx);
    const interrupted = await this.queue.makeRoom(session, tx);
    const turnId = await this.add(message, session, call, tx);
    return { turnId, interrupted, claimed: await this.queue.claim(userId, tx) };
  }

  /** The turn that the first request with this key made. Its key may not be used for anything else, nor for anybody else. */
  private async earlier(message: NewMessage, call: IdempotentCall, tx?: Tx): Promise<Admitted | null> {
    const turn = await this.turns.findByRequest(call.id, tx);
    if (!turn) return null;
    if (turn.fingerprint !== call.fingerprint || turn.userId !== message.person.userId) throw keyReused();
    call.markReplayed();
    return { turnId: turn.id, claimed: [], interrupted: [] };
  }

  private async sessionOf({ sessionId, person }: NewMessage, tx: Tx): Promise<Session> {
    if (sessionId === null) return this.conversations.addSession(person.userId, 'queue', tx);
    const session = await this.conversations.findSession(sessionId, person.userId, tx);
    if (!session) throw sessionNotFound();
    await this.conversations.touch(session.id, tx);
    return session;
  }

  private async add(message: NewMessage, session: Session, call: IdempotentCall | null, tx: Tx): Promise<string> {
    const { person, service, text } = message;
    const id = newId();
    const questionId = newId();
    const turn = {
      id,
      // Made after the question's, so that messages in the order of their ids are the conversation.
      answerId: newId(),
      sessionId: session.id,
      userId: person.userId,
      service,
      platform: person.identity?.platform ?? null,
      platformUserId: person.identity?.platformUserId ?? null,
      requestKey: call?.id ?? null,
      fingerprint: call?.fingerprint ?? null,
    };
    await this.queue.add(turn, { id: questionId, text }, tx);
    return id;
  }
}
