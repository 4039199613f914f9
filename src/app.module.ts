import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DeclaredAccessGuard } from './common/access/declared-access.guard.js';
import { IdentifiedGuard } from './common/access/identified.guard.js';
import type { AppLogger } from './common/logging/logger.js';
import type { AppConfig } from './config/app-config.js';
import { DatabaseModule } from './database/database.module.js';
import { FoundationModule } from './foundation.module.js';
import { AccountsModule, PermissionGuard } from './modules/accounts/index.js';
import { AuditModule } from './modules/audit/index.js';
import { AuthModule, SessionGuard } from './modules/auth/index.js';
import { ConnectionsModule } from './modules/bot-connections/index.js';
import { ApiTokenGuard, BotApiKeyGuard, BotTokensModule, SystemKeyGuard } from './modules/bot-tokens/index.js';
import { BotUsersModule } from './modules/bot-users/index.js';
import { BotWorkersModule } from './modules/bot-workers/index.js';
import { ChatProxyModule } from './modules/chat-proxy/index.js';
import { GraphqlModule } from './modules/graphql/index.js';
import { IdempotencyModule } from './modules/idempotency/index.js';
import { ActorForesightGuard, OnBehalfOfGuard, PassthroughModule } from './modules/passthrough/index.js';
import { PlatformLinkingModule } from './modules/platform-linking/index.js';
import { ProvidersModule } from './modules/providers/index.js';
import { RateLimitGuard, RateLimitsModule } from './modules/rate-limits/index.js';
import { SystemModule } from './modules/system/index.js';
import { UsersModule } from './modules/users/index.js';

/** Global guards run in this order, whatever the order of the modules. */
export const GLOBAL_GUARDS = [
  DeclaredAccessGuard,
  BotApiKeyGuard,
  SystemKeyGuard,
  ApiTokenGuard,
  SessionGuard,
  IdentifiedGuard,
  ActorForesightGuard,
  PermissionGuard,
  OnBehalfOfGuard,
  RateLimitGuard,
];

@Module({
  imports: [
    DatabaseModule,
    AuditModule,
    UsersModule,
    AccountsModule,
    AuthModule,
    IdempotencyModule,
    RateLimitsModule,
    BotTokensModule,
    BotUsersModule,
    PlatformLinkingModule,
    ProvidersModule,
    ChatProxyModule,
    ConnectionsModule,
    PassthroughModule,
    BotWorkersModule,
    GraphqlModule,
    SystemModule,
  ],
  providers: [
    DeclaredAccessGuard,
    IdentifiedGuard,
    ...GLOBAL_GUARDS.map((guard) => ({ provide: APP_GUARD, useExisting: guard })),
  ],
})
export class AppModule {
  static with(config: AppConfig, logger: AppLogger): DynamicModule {
    return { module: AppModule, imports: [FoundationModule.with(config, logger)] };
  }
}
