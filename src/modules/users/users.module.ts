import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { AdminUsersController } from './admin-users.controller.js';
import { UserAdminService } from './user-admin.service.js';
import { UserEntity } from './user.entity.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([UserEntity]), AuditModule],
  controllers: [AdminUsersController],
  providers: [UsersRepository, UsersService, UserAdminService],
  exports: [UsersService],
})
export class UsersModule {}
