import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { ROLES, type Role } from '../../../common/access/permissions.js';
import type { Page } from '../../../common/paging/page.js';
import { UserDto } from '../../../common/people/user.dto.js';
import type { Member } from '../accounts.types.js';

export class MemberParams {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  @IsUUID()
  readonly id!: string;

  @ApiProperty({ description: 'Id or username of a human or a bot', example: 'ada' })
  @Matches(/^[a-z0-9][a-z0-9_.-]{0,63}$/i, { message: 'user must be an id or a username' })
  readonly user!: string;
}

export class PutMemberDto {
  @ApiProperty({ enum: ROLES, example: 'viewer' })
  @IsIn(ROLES)
  readonly role!: Role;
}

export class MemberDto {
  @ApiProperty({ type: UserDto })
  readonly user!: UserDto;

  @ApiProperty({ enum: ROLES, example: 'viewer' })
  readonly role!: Role;

  static from({ user, role }: Member): MemberDto {
    return { user: UserDto.from(user), role };
  }
}

export class MemberPageDto {
  @ApiProperty({ type: [MemberDto] })
  readonly items!: readonly MemberDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<Member>): MemberPageDto {
    return { items: page.items.map((member) => MemberDto.from(member)), next_cursor: page.nextCursor };
  }
}
