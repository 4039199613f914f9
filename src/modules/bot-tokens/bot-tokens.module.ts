import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { UsersModule } from '../users/index.js';
import { BotApiKeyGuard } from './bot-api-key.guard.js';
import { LastUse } from './last-use.js';
import { MachineKeySecretEntity } from './machine-key-secret.entity.js';
import { MachineKeyEntity } from './machine-key.entity.js';
import { MachineKeysRepository } from './machine-keys.repository.js';
import { MachineKeysService } from './machine-keys.service.js';
import { ServiceKeyCheck } from './service-key-check.js';
import { ServiceKeysController } from './service-keys.controller.js';
import { SystemKeysController } from './system-keys.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([MachineKeyEntity, MachineKeySecretEntity]),
    AuditModule,
    IdempotencyModule,
    UsersModule,
  ],
  controllers: [ServiceKeysController, SystemKeysController],
  providers: [MachineKeysRepository, MachineKeysService, LastUse, ServiceKeyCheck, BotApiKeyGuard],
  exports: [BotApiKeyGuard],
})
export class BotTokensModule {}
