import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/access/caller.js';
import type { ServicePrincipal } from '../../../common/access/principal.js';
import { readPage, type Page, type PageQuery } from '../../../common/paging/page.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { IdempotencyService, type IdempotentCall } from '../../idempotency/index.js';
import type { NamedPerson } from '../chat-people.rules.js';
import { ChatPeople } from '../chat-people.service.js';
import { sessionNotFound } from '../chat.errors.js';
import { TurnLogs } from '../log/turn-logs.service.js';
import type { Concurrency } from '../turns/turn.types.js';
import { ConversationsRepository } from './conversations.repository.js';
import type { MessageView, SessionView } from './history.types.js';

/** Conversations: begun, read, and erased. */
@Injectable()
export class ChatHistory {
  constructor(
    private readonly people: ChatPeople,
    private readonly conversations: ConversationsRepository,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
    private readonly logs: TurnLogs,
  ) {}

  /** @returns its id. @throws AppError what resolving refuses with */
  async open(
    named: NamedPerson,
    concurrency: Concurrency,
    service: ServicePrincipal,
    call: IdempotentCall | null,
  ): Promise<string> {
    const { userId } = await this.people.resolve(named, service);
    return this.idempotency.run(call, async (tx) => {
      await this.people.holdActive(userId, tx);
      return (await this.conversations.addSession(userId, concurrency, tx)).id;
    });
  }

  /** Newest first. */
  async sessions(named: NamedPerson, service: ServicePrincipal, query: PageQuery): Promise<Page<SessionView>> {
    const { userId } = await this.people.resolve(named, service);
    return readPage(query, (before, limit) => this.conversations.findSessions(userId, before, limit));
  }

  /** Newest first. @throws AppError chat_session_not_found */
  async messages(
    sessionId: string,
    named: NamedPerson,
    service: ServicePrincipal,
    query: PageQuery,
  ): Promise<Page<MessageView>> {
    const { userId } = await this.people.resolve(named, service);
    if (!(await this.conversations.findSession(sessionId, userId))) throw sessionNotFound();
    return readPage(query, (before, limit) => this.conversations.findMessages(sessionId, before, limit));
  }

  /** The messages of all conversations, newest first. */
  exportOf(userId: string, query: PageQuery): Promise<Page<MessageView>> {
    return readPage(query, (before, limit) => this.conversations.findMessagesOf(userId, before, limit));
  }

  /** Whom a bot service means. */
  async userIdOf(named: NamedPerson, service: ServicePrincipal): Promise<string> {
    return (await this.people.resolve(named, service)).userId;
  }

  /** Ends what runs and forgets all that was said. Only that it was done is kept. */
  async erase(userId: string, caller: Caller): Promise<void> {
    const turns = await this.idempotency.run(null, async (tx) => {
      if (!(await this.people.hold(userId, tx))) return [];
      const erased = await this.conversations.erase(userId, tx);
      await this.audit.record(
        {
          actor: actorOf(caller),
          action: 'chat.erased',
          subject: { id: userId, name: null },
          target: { kind: 'user', id: userId },
          details: { sessions: erased.sessions },
        },
        tx,
      );
      return erased.turns;
    });
    await Promise.all(turns.map((turnId) => this.logs.forget(turnId)));
  }
}
