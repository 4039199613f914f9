import { ApiProperty } from '@nestjs/swagger';
import type { CatalogueEntry, ErrorCode } from '../../../common/errors/catalogue.js';

/** Ways in which people may sign in. */
export class SignInWaysDto {
  @ApiProperty({ description: 'A name and a password, at `POST /v1/auth/login`', example: true })
  readonly password!: boolean;

  @ApiProperty({ description: 'OpenID Connect, at `GET /v1/auth/oidc/authorize`', example: false })
  readonly oidc!: boolean;

  @ApiProperty({ description: 'Names and passwords of a directory too, at `POST /v1/auth/login`', example: false })
  readonly ldap!: boolean;
}

export class InfoDto {
  @ApiProperty({ example: 'understudy' })
  readonly name!: string;

  @ApiProperty({ example: '0.1.0' })
  readonly version!: string;

  @ApiProperty({ example: true })
  readonly registration_enabled!: boolean;

  @ApiProperty({ example: true })
  readonly bot_users_enabled!: boolean;

  @ApiProperty({
    type: [String],
    description: 'Ids of encryption keys that stored values need and that are not configured',
    example: [],
  })
  readonly missing_encryption_keys!: string[];

  @ApiProperty()
  readonly sign_in!: SignInWaysDto;
}

export class CatalogueEntryDto {
  @ApiProperty({ example: 'link_token_used' })
  readonly code!: string;

  @ApiProperty({ type: 'integer', example: 1102 })
  readonly error_code!: number;

  @ApiProperty({ type: 'integer', example: 410 })
  readonly status!: number;

  @ApiProperty({ example: 'This link was used already' })
  readonly title!: string;

  static from(code: ErrorCode, entry: CatalogueEntry): CatalogueEntryDto {
    return { code, error_code: entry.errorCode, status: entry.status, title: entry.title };
  }
}
