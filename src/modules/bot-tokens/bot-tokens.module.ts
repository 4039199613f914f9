import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OpenedRoutes } from '../../common/access/opened-routes.js';
import { AccountsModule } from '../accounts/index.js';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RateLimitsModule } from '../rate-limits/index.js';
import { UsersModule } from '../users/index.js';
import { ApiTokenCheck } from './api-token-check.js';
import { ApiTokenSecretEntity } from './api-token-secret.entity.js';
import { ApiTokenSecrets } from './api-token-secrets.js';
import { ApiTokenEntity } from './api-token.entity.js';
import { ApiTokenGuard } from './api-token.guard.js';
import { ApiTokensRepository } from './api-tokens.repository.js';
import { ApiTokensService } from './api-tokens.service.js';
import { BotApiKeyGuard } from './bot-api-key.guard.js';
import { EndedApiTokens } from './ended-api-tokens.js';
import { LastUse } from './last-use.js';
import { LeakedSecretsRepository } from './leaked-secrets.repository.js';
import { LiveApiTokensRepository } from './live-api-tokens.repository.js';
import { MachineKeySecretEntity } from './machine-key-secret.entity.js';
import { MachineKeyEntity } from './machine-key.entity.js';
import { MachineKeysRepository } from './machine-keys.repository.js';
import { MachineKeysService } from './machine-keys.service.js';
import { MyTokensController } from './my-tokens.controller.js';
import { SecretEnds } from './secret-ends.js';
import { ServiceKeyCheck } from './service-key-check.js';
import { ServiceKeysController } from './service-keys.controller.js';
import { SystemKeyCheck } from './system-key-check.js';
import { SystemKeyGuard } from './system-key.guard.js';
import { SystemKeysController } from './system-keys.controller.js';
import { TokenAsPassword } from './token-as-password.js';
import { TokenHolders } from './token-holders.js';
import { TokenLeaksController } from './token-leaks.controller.js';
import { TokenLeaksService } from './token-leaks.service.js';
import { TokenSelfService } from './token-self.service.js';
import { TokensController } from './tokens.controller.js';
import { TokensOfBotsController } from './tokens-of-bots.controller.js';

const MACHINE_KEYS = [MachineKeysRepository, MachineKeysService, LastUse, ServiceKeyCheck, SystemKeyCheck];
const API_TOKENS = [
  ApiTokensRepository,
  LiveApiTokensRepository,
  ApiTokenSecrets,
  TokenHolders,
  ApiTokensService,
  TokenSelfService,
  ApiTokenCheck,
  TokenAsPassword,
  EndedApiTokens,
  OpenedRoutes,
];
const LEAKS = [LeakedSecretsRepository, SecretEnds, TokenLeaksService];

@Module({
  imports: [
    TypeOrmModule.forFeature([MachineKeyEntity, MachineKeySecretEntity, ApiTokenEntity, ApiTokenSecretEntity]),
    AuditModule,
    IdempotencyModule,
    RateLimitsModule,
    UsersModule,
    AccountsModule,
  ],
  controllers: [
    ServiceKeysController,
    SystemKeysController,
    TokensOfBotsController,
    MyTokensController,
    TokensController,
    TokenLeaksController,
  ],
  providers: [...MACHINE_KEYS, ...API_TOKENS, ...LEAKS, BotApiKeyGuard, SystemKeyGuard, ApiTokenGuard],
  exports: [ServiceKeyCheck, ApiTokensService, BotApiKeyGuard, SystemKeyCheck, SystemKeyGuard, ApiTokenGuard],
})
export class BotTokensModule {}
