import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { BotOwnerEntity } from './bot-owner.entity.js';
import { BotOwnersRepository } from './bot-owners.repository.js';
import { BotOwnership } from './bot-ownership.service.js';
import { AdminUsersController } from './admin-users.controller.js';
import { UserAdminService } from './user-admin.service.js';
import { UserEntity } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity, BotOwnerEntity]), AuditModule],
  controllers: [AdminUsersController, UsersController],
  providers: [UsersRepository, BotOwnersRepository, UsersService, BotOwnership, UserAdminService],
  exports: [UsersService, BotOwnership],
})
export class UsersModule {}
