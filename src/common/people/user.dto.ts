import { ApiProperty } from '@nestjs/swagger';

/** What the answers below need to know of a user. */
export interface UserView {
  readonly id: string;
  readonly kind: 'human' | 'bot';
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: 'active' | 'disabled';
  readonly isSystemAdmin: boolean;
  readonly createdAt: Date;
}

/** A user as everybody may see it. One shape for every answer of every module that names a user. */
export class UserDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ example: 'ada' })
  readonly username!: string;

  @ApiProperty({ description: 'Free text; show the username beside it', example: 'Ada Lovelace' })
  readonly name!: string;

  @ApiProperty({ example: false })
  readonly is_bot!: boolean;

  @ApiProperty({ enum: ['active', 'disabled'], example: 'active' })
  readonly status!: 'active' | 'disabled';

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  static from(user: UserView): UserDto {
    return {
      id: user.id,
      username: user.username,
      name: user.name,
      is_bot: user.kind === 'bot',
      status: user.status,
      created_at: user.createdAt.toISOString(),
    };
  }
}

/** A user as that person and system admins see it. */
export class PrivateUserDto extends UserDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Shown to the person and to system admins',
    example: 'ada@example.org',
  })
  readonly email!: string | null;

  @ApiProperty({ example: false })
  readonly is_system_admin!: boolean;

  static override from(user: UserView): PrivateUserDto {
    return { ...UserDto.from(user), email: user.email, is_system_admin: user.isSystemAdmin };
  }
}
