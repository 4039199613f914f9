import { Type } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsPointInTime } from '../../../common/time/is-point-in-time.decorator.js';
import { pointInTime } from '../../../common/time/point-in-time.rules.js';
import { requestInvalid } from '../../../common/errors/request.errors.js';
import { readScopes, TITLE_MAX_LENGTH, type PermissionGroups } from '../api-token.rules.js';
import type { NewApiToken } from '../api-token.types.js';
import { IsNetwork } from './is-network.js';
import { PassthroughRuleDto } from './passthrough-rule.dto.js';

/** `permissions` of bodies and answers. */
export const PERMISSIONS_SCHEMA = {
  type: 'object',
  description: 'Group → permissions, see `GET /v1/permissions`',
  additionalProperties: { type: 'array', items: { type: 'string' } },
  example: { 'bot-connections': ['read'], passthrough: ['use'] },
} as const;

export class BotParam {
  @ApiProperty({ description: "Id or username of one of the caller's bots", example: 'bot-helper' })
  @Matches(/^[a-z0-9][a-z0-9_.-]{0,63}$/i, { message: 'bot must be an id or a username' })
  readonly bot!: string;
}

export class TokenIdParam {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  @IsUUID()
  readonly id!: string;
}

export class BotTokenParams extends BotParam {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  @IsUUID()
  readonly id!: string;
}

export class CreateApiTokenDto {
  @ApiProperty({ example: 'nightly job', minLength: 1, maxLength: TITLE_MAX_LENGTH })
  @IsString()
  @Length(1, TITLE_MAX_LENGTH)
  readonly title!: string;

  @ApiProperty({ ...PERMISSIONS_SCHEMA, minProperties: 1 })
  @IsObject()
  readonly permissions!: PermissionGroups;

  @ApiPropertyOptional({
    type: String,
    description: 'Absent = never, or as late as this installation allows',
    format: 'date-time',
    nullable: true,
    example: '2036-11-20T00:00:00Z',
  })
  @IsOptional()
  @IsPointInTime()
  readonly expires_at?: string | null;

  @ApiPropertyOptional({
    type: String,
    description: 'The only account it may be used for; absent = every account of its user',
    format: 'uuid',
    nullable: true,
    example: null,
  })
  @IsOptional()
  @IsUUID()
  readonly account_id?: string | null;

  @ApiPropertyOptional({
    description: 'Networks it may be used from; absent = all',
    type: [String],
    nullable: true,
    maxItems: 50,
    example: ['192.0.2.0/24', '2001:db8::/32'],
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsNetwork({ each: true })
  readonly allowed_cidrs?: string[] | null;

  @ApiPropertyOptional({
    description: 'What it may call on platforms; absent = everything that its permissions open',
    type: [PassthroughRuleDto],
    nullable: true,
    maxItems: 50,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => PassthroughRuleDto)
  readonly passthrough_rules?: PassthroughRuleDto[] | null;

  /** @throws AppError request_invalid, for a permission that does not exist */
  toToken(): NewApiToken {
    const read = readScopes(this.permissions);
    if (read.problems) throw requestInvalid(read.problems);
    return {
      title: this.title,
      scopes: read.scopes,
      accountId: this.account_id?.toLowerCase() ?? null,
      allowedCidrs: this.allowed_cidrs ?? null,
      passthroughRules: this.passthrough_rules?.map((rule) => ({ ...rule })) ?? null,
      expiresAt: this.expires_at ? pointInTime(this.expires_at) : null,
    };
  }
}
