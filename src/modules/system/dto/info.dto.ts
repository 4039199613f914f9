import { ApiProperty } from '@nestjs/swagger';
import type { CatalogueEntry, ErrorCode } from '../../../common/errors/catalogue.js';

export class InfoDto {
  @ApiProperty({ example: 'understudy' })
  readonly name!: string;

  @ApiProperty({ example: '0.1.0' })
  readonly version!: string;

  @ApiProperty({ example: true })
  readonly registration_enabled!: boolean;

  @ApiProperty({ example: true })
  readonly bot_users_enabled!: boolean;
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
