import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsString, Length, Matches } from 'class-validator';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../../common/crypto/password-policy.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { EMAIL_MAX_LENGTH, NAME_MAX_LENGTH } from '../../users/index.js';
import type { IssuedTokens } from '../auth.types.js';
import { IsEmailAddress, IsHumanUsername, IsNewPassword } from './identity-fields.js';

const REFRESH_TOKEN = /^[A-Za-z0-9_-]{43}$/;

export class RegisterDto {
  @ApiProperty({ format: 'email', maxLength: EMAIL_MAX_LENGTH, example: 'ada@example.org' })
  @IsEmailAddress()
  readonly email!: string;

  @ApiProperty({
    description: 'In either case; kept in lower case',
    pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$',
    example: 'ada',
  })
  @IsHumanUsername()
  readonly username!: string;

  @ApiProperty({ minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH, example: 'seven blue teapots sing' })
  @IsNewPassword()
  readonly password!: string;

  @ApiPropertyOptional({
    minLength: 1,
    maxLength: NAME_MAX_LENGTH,
    description: 'Default: the username',
    example: 'Ada Lovelace',
  })
  @IfGiven()
  @IsString()
  @Length(1, NAME_MAX_LENGTH)
  readonly name?: string;
}

export class LoginDto {
  @ApiProperty({ description: 'E-mail address or username', maxLength: EMAIL_MAX_LENGTH, example: 'ada' })
  @IsString()
  @Length(1, EMAIL_MAX_LENGTH)
  readonly login!: string;

  @ApiProperty({ maxLength: PASSWORD_MAX_LENGTH, example: 'seven blue teapots sing' })
  @IsString()
  @Length(1, PASSWORD_MAX_LENGTH)
  readonly password!: string;

  @ApiPropertyOptional({
    default: false,
    description: 'For pages: the refresh token comes in an HttpOnly cookie, and not in the answer',
    example: false,
  })
  @IfGiven()
  @IsBoolean()
  readonly cookie?: boolean;
}

export class RefreshDto {
  @ApiPropertyOptional({
    description: 'Leave it out to use the cookie',
    example: 'mZ3Yq0nq6c0H3o7b6bPj7JrK1s5v9xT2wUeLkD4aFgE',
  })
  @IfGiven()
  @Matches(REFRESH_TOKEN, { message: 'refresh_token must be one that a login answered' })
  readonly refresh_token?: string;
}

export class TokensDto {
  @ApiProperty({
    description: 'JWT, sent as Authorization: Bearer',
    example: 'eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.e30.c2ln',
  })
  readonly access_token!: string;

  @ApiProperty({ enum: ['Bearer'], example: 'Bearer' })
  readonly token_type!: 'Bearer';

  @ApiProperty({ description: 'Seconds the access token lives', example: 900 })
  readonly expires_in!: number;

  @ApiPropertyOptional({
    description: 'Works once; absent when it came in a cookie',
    example: 'mZ3Yq0nq6c0H3o7b6bPj7JrK1s5v9xT2wUeLkD4aFgE',
  })
  readonly refresh_token?: string;

  static from(tokens: IssuedTokens, inCookie: boolean): TokensDto {
    return {
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: tokens.expiresIn,
      ...(inCookie ? {} : { refresh_token: tokens.refreshToken }),
    };
  }
}
