import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { ProvidersModule } from '../providers/index.js';
import { UsersModule } from '../users/index.js';
import { AwaitedProofs } from './awaited-proofs.js';
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
import { LinkSignInEntity } from './sign-in/link-sign-in.entity.js';
import { LinkSignIns } from './sign-in/link-sign-ins.js';
import { LinkSignInsRepository } from './sign-in/link-sign-ins.repository.js';
import { SignInCallbackController } from './sign-in/sign-in-callback.controller.js';
import { SignInCookie } from './sign-in/sign-in-cookie.js';
import { SignInLinks } from './sign-in/sign-in-links.js';
import { SignInProofs } from './sign-in/sign-in-proofs.js';
import { SignInReturn } from './sign-in/sign-in-return.js';

const SIGN_IN = [LinkSignInsRepository, LinkSignIns, SignInCookie, SignInProofs, SignInLinks, SignInReturn];

@Module({
  imports: [
    TypeOrmModule.forFeature([LinkTokenEntity, PlatformLinkEntity, LinkSignInEntity]),
    AuditModule,
    IdempotencyModule,
    ProvidersModule,
    UsersModule,
  ],
  controllers: [BotLinkingController, MyLinksController, SignInCallbackController],
  providers: [
    LinkTokensRepository,
    PlatformLinksRepository,
    LinkTokenAccess,
    LinkDecision,
    AwaitedProofs,
    ProofCodes,
    LinkTokensService,
    LinkConfirmationService,
    PlatformLinksService,
    LinkHousekeeping,
    ...SIGN_IN,
  ],
  exports: [PlatformLinksService],
})
export class PlatformLinkingModule {}
