import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { BotTokensModule } from '../bot-tokens/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { UsersModule } from '../users/index.js';
import { BotTransferEntity } from './bot-transfer.entity.js';
import { BotTransfersController } from './bot-transfers.controller.js';
import { BotTransfersRepository } from './bot-transfers.repository.js';
import { BotTransfersService } from './bot-transfers.service.js';
import { BotUsersService } from './bot-users.service.js';
import { BotViews } from './bot-views.js';
import { TransferPeople } from './transfer-people.js';
import { BotsController } from './bots.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([BotTransferEntity]),
    AuditModule,
    IdempotencyModule,
    UsersModule,
    BotTokensModule,
  ],
  controllers: [BotsController, BotTransfersController],
  providers: [BotTransfersRepository, BotViews, BotUsersService, TransferPeople, BotTransfersService],
  exports: [BotUsersService],
})
export class BotUsersModule {}
