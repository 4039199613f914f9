import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery, type Page } from '../../../common/paging/page.js';
import { PrivateUserDto, UserDto, type UserView } from '../../../common/people/user.dto.js';
import { EMAIL_MAX_LENGTH, USERNAME_MAX_LENGTH } from '../users.rules.js';
import { USER_STATUSES, type UserStatus } from '../users.types.js';

export class UserIdParams {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  @IsUUID()
  readonly id!: string;
}

export class AdminUsersQueryDto extends PageQuery {
  @ApiPropertyOptional({ description: 'Prefix of the username or e-mail address', example: 'ad' })
  @IsOptional()
  @IsString()
  @Length(1, EMAIL_MAX_LENGTH)
  readonly q?: string;

  @ApiPropertyOptional({ enum: USER_STATUSES, example: 'active' })
  @IsOptional()
  @IsIn(USER_STATUSES)
  readonly status?: UserStatus;
}

export class FindUsersQueryDto extends PageQuery {
  @ApiProperty({ description: 'Prefix of the username, in either case', example: 'ad' })
  @IsString()
  @Length(1, USERNAME_MAX_LENGTH)
  readonly q!: string;
}

export class FoundUsersDto {
  @ApiProperty({ type: [UserDto] })
  readonly items!: readonly UserDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<UserView>): FoundUsersDto {
    return { items: page.items.map((user) => UserDto.from(user)), next_cursor: page.nextCursor };
  }
}

export class ChangeUserDto {
  @ApiPropertyOptional({ enum: USER_STATUSES, example: 'disabled' })
  @IfGiven()
  @IsIn(USER_STATUSES)
  readonly status?: UserStatus;

  @ApiPropertyOptional({ example: true })
  @IfGiven()
  @IsBoolean()
  readonly is_system_admin?: boolean;
}

export class UserPageDto {
  @ApiProperty({ type: [PrivateUserDto] })
  readonly items!: readonly PrivateUserDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<UserView>): UserPageDto {
    return { items: page.items.map((user) => PrivateUserDto.from(user)), next_cursor: page.nextCursor };
  }
}
