import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ROLES, type Role } from '../../../common/access/permissions.js';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../../common/crypto/password-policy.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PrivateUserDto } from '../../../common/people/user.dto.js';
import { EMAIL_MAX_LENGTH, NAME_MAX_LENGTH } from '../../users/index.js';
import type { Account, BotFallback } from '../../accounts/index.js';
import type { Profile } from '../profile.service.js';
import type { Registered } from '../registration.service.js';
import { IsEmailAddress, IsHumanUsername, IsNewPassword } from './identity-fields.js';

export class OwnAccountDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  readonly name!: string;

  @ApiProperty({ enum: ROLES, example: 'owner' })
  readonly role!: Role;
}

/** The person who asks. */
export class MeDto extends PrivateUserDto {
  @ApiProperty({ type: [OwnAccountDto] })
  readonly accounts!: readonly OwnAccountDto[];

  static of({ user, accounts }: Profile): MeDto {
    return { ...PrivateUserDto.from(user), accounts: accounts.map(({ id, name, role }) => ({ id, name, role })) };
  }
}

export class PersonalAccountDto extends OwnAccountDto {
  @ApiProperty({ enum: ['none', 'global'], example: 'none' })
  readonly bot_fallback!: BotFallback;

  @ApiProperty({ description: 'Lives as long as its person', example: true })
  readonly personal!: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  static from({ id, name, role, botFallback, personalOf, createdAt }: Account): PersonalAccountDto {
    return {
      id,
      name,
      role,
      bot_fallback: botFallback,
      personal: personalOf !== null,
      created_at: createdAt.toISOString(),
    };
  }
}

export class RegisteredDto {
  @ApiProperty({ type: PrivateUserDto })
  readonly user!: PrivateUserDto;

  @ApiProperty({ type: PersonalAccountDto })
  readonly account!: PersonalAccountDto;

  static from({ user, account }: Registered): RegisteredDto {
    return { user: PrivateUserDto.from(user), account: PersonalAccountDto.from(account) };
  }
}

export class ChangeMeDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_MAX_LENGTH, example: 'Ada Lovelace' })
  @IfGiven()
  @IsString()
  @Length(1, NAME_MAX_LENGTH)
  readonly name?: string;

  @ApiPropertyOptional({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$', example: 'ada' })
  @IfGiven()
  @IsHumanUsername()
  readonly username?: string;

  @ApiPropertyOptional({ format: 'email', maxLength: EMAIL_MAX_LENGTH, example: 'ada@example.org' })
  @IfGiven()
  @IsEmailAddress()
  readonly email?: string;

  @ApiPropertyOptional({
    minLength: PASSWORD_MIN_LENGTH,
    maxLength: PASSWORD_MAX_LENGTH,
    example: 'nine green kettles hum',
  })
  @IfGiven()
  @IsNewPassword()
  readonly password?: string;

  @ApiPropertyOptional({
    maxLength: PASSWORD_MAX_LENGTH,
    description: 'Needed to change the password or the e-mail address',
    example: 'seven blue teapots sing',
  })
  @IfGiven()
  @IsString()
  @Length(1, PASSWORD_MAX_LENGTH)
  readonly current_password?: string;
}
