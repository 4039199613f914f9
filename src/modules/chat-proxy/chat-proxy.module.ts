import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Redis } from 'ioredis';
import { REDIS } from '../../common/redis/redis.js';
import { AuditModule } from '../audit/index.js';
import { BotTokensModule } from '../bot-tokens/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { PlatformLinkingModule } from '../platform-linking/index.js';
import { UsersModule } from '../users/index.js';
import { AssistantsModule } from './assistants/assistants.module.js';
import { ChatLifecycle } from './chat-lifecycle.js';
import { ChatPeople } from './chat-people.service.js';
import { ChatTurnsController } from './chat-turns.controller.js';
import { ChatTransactions } from './chat-transactions.js';
import { ChatTurns } from './chat-turns.service.js';
import { ChatController } from './chat.controller.js';
import { ChatHistory } from './history/chat-history.service.js';
import { ChatMessageEntity } from './history/chat-message.entity.js';
import { ChatSessionEntity } from './history/chat-session.entity.js';
import { ChatUpkeep } from './history/chat-upkeep.js';
import { ConversationsRepository } from './history/conversations.repository.js';
import { ChatEventEntity } from './log/chat-event.entity.js';
import { DatabaseLogRepository } from './log/database-log.repository.js';
import { LOG_STORE, type LogStore } from './log/log-store.js';
import { RedisLog } from './log/redis-log.js';
import { TurnLogs } from './log/turn-logs.service.js';
import { TurnSignals } from './log/turn-signals.js';
import { MyChatController } from './my-chat.controller.js';
import { Replica } from './replica.js';
import { OpenStreams } from './stream/open-streams.js';
import { StreamHead } from './stream/stream-head.js';
import { TurnReaders } from './stream/turn-readers.js';
import { TurnStreams } from './stream/turn-streams.js';
import { AssistantDesk } from './turns/answering.js';
import { BudgetsRepository } from './turns/budgets.repository.js';
import { Budgets } from './turns/budgets.service.js';
import { ChatTurnEntity } from './turns/chat-turn.entity.js';
import { ChatUsageEntity } from './turns/chat-usage.entity.js';
import { TurnAdmission } from './turns/turn-admission.service.js';
import { TurnCommands } from './turns/turn-commands.service.js';
import { TurnEnds } from './turns/turn-ends.service.js';
import { TurnKeeper } from './turns/turn-keeper.service.js';
import { TurnQueue } from './turns/turn-queue.service.js';
import { TurnReaper } from './turns/turn-reaper.service.js';
import { TurnRunner } from './turns/turn-runner.service.js';
import { TurnWorkRepository } from './turns/turn-work.repository.js';
import { TurnsRepository } from './turns/turns.repository.js';

const HISTORY = [ConversationsRepository, ChatHistory, ChatUpkeep];
const LOG = [
  DatabaseLogRepository,
  {
    provide: LOG_STORE,
    inject: [REDIS, DatabaseLogRepository],
    useFactory: (redis: Redis | null, database: DatabaseLogRepository): LogStore =>
      redis === null ? database : new RedisLog(redis),
  },
  TurnSignals,
  TurnLogs,
];
const TURNS = [
  TurnsRepository,
  TurnWorkRepository,
  BudgetsRepository,
  Budgets,
  TurnEnds,
  TurnQueue,
  TurnAdmission,
  AssistantDesk,
  TurnRunner,
  TurnKeeper,
  TurnReaper,
  TurnCommands,
];
const STREAMS = [OpenStreams, TurnReaders, TurnStreams, StreamHead];

@Module({
  imports: [
    TypeOrmModule.forFeature([ChatSessionEntity, ChatMessageEntity, ChatTurnEntity, ChatEventEntity, ChatUsageEntity]),
    AssistantsModule,
    AuditModule,
    IdempotencyModule,
    UsersModule,
    BotTokensModule,
    PlatformLinkingModule,
  ],
  controllers: [ChatController, ChatTurnsController, MyChatController],
  providers: [
    Replica,
    ChatPeople,
    ChatTransactions,
    ...HISTORY,
    ...LOG,
    ...TURNS,
    ...STREAMS,
    ChatTurns,
    ChatLifecycle,
  ],
})
export class ChatProxyModule {}
