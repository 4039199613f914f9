import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { UsersModule } from '../users/index.js';
import { BotLinkingController } from './bot-linking.controller.js';
import { LinkConfirmationService } from './link-confirmation.service.js';
import { LinkDecision } from './link-decision.js';
import { LinkHousekeeping } from './link-housekeeping.js';
import { LinkTokenAccess } from './link-token-access.js';
import { LinkTokenEntity } from './link-token.entity.js';
import { LinkTokensRepository } from './link-tokens.repository.js';
import { LinkTokensService } from './link-tokens.service.js';
import { MyLinksController } from './my-links.controller.js';
import { PlatformLinkEntity } from './platform-link.entity.js';
import { PlatformLinksRepository } from './platform-links.repository.js';
import { PlatformLinksService } from './platform-links.service.js';
import { ProofCodes } from './proof-codes.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([LinkTokenEntity, PlatformLinkEntity]),
    AuditModule,
    IdempotencyModule,
    UsersModule,
  ],
  controllers: [BotLinkingController, MyLinksController],
  providers: [
    LinkTokensRepository,
    PlatformLinksRepository,
    LinkTokenAccess,
    LinkDecision,
    ProofCodes,
    LinkTokensService,
    LinkConfirmationService,
    PlatformLinksService,
    LinkHousekeeping,
  ],
  exports: [PlatformLinksService],
})
export class PlatformLinkingModule {}
