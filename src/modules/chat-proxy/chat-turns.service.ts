import { Injectable } from '@nestjs/common';
import type { ServiceCaller } from '../../common/access/caller.js';
import { principalKey } from '../../common/access/principal.js';
import type { IdempotentCall } from '../idempotency/index.js';
import type { NamedPerson } from './chat-people.rules.js';
import { ChatPeople } from './chat-people.service.js';
import { sessionNotFound, turnNotFound } from './chat.errors.js';
import { ConversationsRepository } from './history/conversations.repository.js';
import { TurnAdmission } from './turns/turn-admission.service.js';
import { TurnCommands } from './turns/turn-commands.service.js';
import { TurnsRepository } from './turns/turns.repository.js';
import type { TurnView } from './turns/turn.types.js';

export interface Said {
  readonly person: NamedPerson;
  /** null begins a conversation. */
  readonly sessionId: string | null;
  readonly text: string;
}

/** What bot services do with messages and their answers. */
@Injectable()
export class ChatTurns {
  constructor(
    private readonly people: ChatPeople,
    private readonly admission: TurnAdmission,
    private readonly turns: TurnsRepository,
    private readonly conversations: ConversationsRepository,
    private readonly commands: TurnCommands,
  ) {}

  /**
   * Takes a message in and starts what may run now. A repeat with the same `Idempotency-Key` finds the turn of the first.
   *
   * @throws AppError chat_unavailable, chat_too_many_streams, and what resolving and admitting refuse with
   */
  async say(
    { person: named, sessionId, text }: Said,
    caller: ServiceCaller,
    call: IdempotentCall | null,
  ): Promise<TurnView> {
    const { principal } = caller;
    const person = await this.people.resolve(named, principal);
    this.commands.requireRoom(person.userId);
    const service = principalKey(principal);
    const admitted = await this.admission.admit({ person, service, sessionId, text }, call);
    this.commands.carryOut(admitted);
    const turn = await this.turns.find(admitted.turnId);
    if (!turn) throw turnNotFound();
    return turn;
  }

  /**
   * What is answered in a session now, else what is answered next; null when nothing is.
   *
   * @throws AppError chat_session_not_found, and what resolving refuses with
   */
  async underWay(sessionId: string, named: NamedPerson, { principal }: ServiceCaller): Promise<TurnView | null> {
    const { userId } = await this.people.resolve(named, principal);
    if (!(await this.conversations.findSession(sessionId, userId))) throw sessionNotFound();
    this.commands.requireRoom(userId);
    return this.turns.findUnderWay(sessionId);
  }

  /** @throws AppError chat_turn_not_found */
  async require(id: string, { principal }: ServiceCaller): Promise<TurnView> {
    return this.people.requireTurn(await this.turns.find(id), principal);
  }

  /** To follow it. @throws AppError chat_turn_not_found, chat_unavailable, chat_too_many_streams */
  async requireToFollow(id: string, caller: ServiceCaller): Promise<TurnView> {
    const turn = await this.require(id, caller);
    this.commands.requireRoom(turn.userId);
    return turn;
  }

  /** Nothing changes when it has ended. @throws AppError chat_turn_not_found */
  async cancel(id: string, caller: ServiceCaller): Promise<TurnView> {
    await this.commands.cancel(await this.require(id, caller));
    return this.require(id, caller);
  }
}
