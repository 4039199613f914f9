import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PrivateUserDto } from '../../common/people/user.dto.js';
import { AdminUsersQueryDto, ChangeUserDto, UserIdParams, UserPageDto } from './dto/users.dto.js';
import { UserAdminService } from './user-admin.service.js';
import { folded } from './users.rules.js';

@ApiTags('Admin: users')
@Controller('v1/admin/users')
export class AdminUsersController {
  constructor(private readonly users: UserAdminService) {}

  @Get()
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'List users, humans and bots, oldest first',
    answer: UserPageDto,
    refuses: ['cursor_invalid', 'system_admin_required'],
  })
  async list(@Query() query: AdminUsersQueryDto): Promise<UserPageDto> {
    const filter = { prefix: query.q === undefined ? undefined : folded(query.q), status: query.status };
    return UserPageDto.from(await this.users.list(filter, query));
  }

  @Patch(':id')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Disable or enable a user, grant or revoke system admin',
    description: 'Takes effect on the very next request of that user. One active system admin always remains.',
    answer: PrivateUserDto,
    refuses: ['user_not_found', 'last_system_admin', 'system_admin_required'],
  })
  async change(
    @Param() { id }: UserIdParams,
    @Body() body: ChangeUserDto,
    @CallerOf() caller: HumanCaller,
  ): Promise<PrivateUserDto> {
    const change = { status: body.status, isSystemAdmin: body.is_system_admin };
    return PrivateUserDto.from(await this.users.change(id, change, caller));
  }
}
