import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { ConnectionsModule } from '../bot-connections/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { ProvidersModule } from '../providers/index.js';
import { ActorExplanations } from './actor-explanations.service.js';
import { ActorForesightGuard } from './actor-foresight.guard.js';
import { ActorController } from './actor.controller.js';
import { ActorService } from './actor.service.js';
import { ChatMessagesController } from './chat-messages.controller.js';
import { CallRecord } from './call-record.js';
import { SentMessageEntity } from './messages/sent-message.entity.js';
import { SentMessagesRepository } from './messages/sent-messages.repository.js';
import { ChatMessagesService } from './messages/chat-messages.service.js';
import { MessageCarriers } from './messages/message-carriers.js';
import { PlatformQuestions } from './messages/platform-questions.js';
import { SendOnce } from './messages/send-once.js';
import { OnBehalfOfGuard } from './on-behalf-of.guard.js';
import { PassthroughController } from './passthrough.controller.js';
import { PassthroughService } from './passthrough.service.js';
import { ConnectionRoom } from './relay/connection-room.js';
import { PlatformConnections } from './relay/platform-connections.js';
import { PlatformRelay } from './relay/platform-relay.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([SentMessageEntity]),
    AuditModule,
    IdempotencyModule,
    ConnectionsModule,
    ProvidersModule,
  ],
  controllers: [ActorController, PassthroughController, ChatMessagesController],
  providers: [
    ActorService,
    ActorExplanations,
    ActorForesightGuard,
    OnBehalfOfGuard,
    CallRecord,
    ConnectionRoom,
    PlatformConnections,
    PlatformRelay,
    PassthroughService,
    SentMessagesRepository,
    MessageCarriers,
    PlatformQuestions,
    SendOnce,
    ChatMessagesService,
  ],
  exports: [ActorForesightGuard, OnBehalfOfGuard, MessageCarriers],
})
export class PassthroughModule {}
