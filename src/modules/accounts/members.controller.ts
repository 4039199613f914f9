import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { AccountIdParams } from './dto/account.dto.js';
import { MemberDto, MemberPageDto, MemberParams, PutMemberDto } from './dto/member.dto.js';
import { MembersService } from './members.service.js';

@ApiTags('Accounts')
@Controller('v1/accounts/:id/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @Access({ kind: 'account', permission: 'members:read', from: 'path', token: 'members:read' })
  @Answers({
    summary: 'List the members of an account',
    answer: MemberPageDto,
    refuses: ['cursor_invalid', 'account_not_found', 'permission_missing'],
  })
  async list(@Param() { id }: AccountIdParams, @Query() query: PageQuery): Promise<MemberPageDto> {
    return MemberPageDto.from(await this.members.list(id, query));
  }

  @Put(':user')
  @Access({ kind: 'account', permission: 'members:manage', from: 'path', token: 'members:manage' })
  @Answers({
    summary: 'Add a member or change a role',
    description:
      'Owners are made and changed by owners only. A bot may have any role but owner. One owner always remains.',
    answer: MemberDto,
    refuses: [
      'account_not_found',
      'user_not_found',
      'permission_missing',
      'owner_required',
      'cannot_make_bot_owner',
      'last_owner',
      'personal_account',
    ],
    idempotent: true,
  })
  async put(
    @Param() { id, user }: MemberParams,
    @Body() { role }: PutMemberDto,
    @CallerOf() caller: UserCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<MemberDto> {
    return MemberDto.from(await this.members.put(id, user, role, caller, call));
  }

  @Delete(':user')
  @Access({ kind: 'account', permission: null, from: 'path', token: 'members:manage' })
  @Answers({
    summary: 'Remove a member, or leave',
    description: 'Everybody may leave, but the last owner. Removing others needs the permission members:manage.',
    status: 204,
    answer: null,
    refuses: [
      'account_not_found',
      'user_not_found',
      'member_not_found',
      'permission_missing',
      'owner_required',
      'last_owner',
      'personal_account',
    ],
  })
  async remove(@Param() { id, user }: MemberParams, @CallerOf() caller: UserCaller): Promise<void> {
    await this.members.remove(id, user, caller);
  }
}
