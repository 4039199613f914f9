import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { UsersModule } from '../users/index.js';
import { AccountAccess } from './account-access.service.js';
import { AccountMemberEntity } from './account-member.entity.js';
import { AccountEntity } from './account.entity.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { Departures } from './departures.service.js';
import { MembersController } from './members.controller.js';
import { MembersRepository } from './members.repository.js';
import { MembersService } from './members.service.js';
import { Memberships } from './memberships.js';
import { MembershipsRepository } from './memberships.repository.js';
import { PermissionGuard } from './permission.guard.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([AccountEntity, AccountMemberEntity]),
    AuditModule,
    IdempotencyModule,
    UsersModule,
  ],
  controllers: [AccountsController, MembersController],
  providers: [
    AccountsRepository,
    MembersRepository,
    MembershipsRepository,
    Memberships,
    AccountAccess,
    AccountsService,
    MembersService,
    Departures,
    PermissionGuard,
  ],
  exports: [AccountsService, AccountAccess, PermissionGuard],
})
export class AccountsModule {}
