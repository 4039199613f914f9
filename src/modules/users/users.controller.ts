import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { FindUsersQueryDto, FoundUsersDto } from './dto/users.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('Users')
@Controller('v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Access({ kind: 'human', token: 'users:read', bots: true })
  @Answers({
    summary: 'Find people and own bots by the beginning of their username',
    description: 'For adding members. Bots of another owner are never found; a bot finds those of its own owner.',
    answer: FoundUsersDto,
    refuses: ['cursor_invalid'],
  })
  async find(@Query() query: FindUsersQueryDto, @CallerOf() { principal }: UserCaller): Promise<FoundUsersDto> {
    const ownerId = principal.kind === 'bot' ? principal.ownerId : principal.userId;
    return FoundUsersDto.from(await this.users.search(query.q, ownerId, query));
  }
}
