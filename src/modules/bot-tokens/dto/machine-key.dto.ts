import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import {
  IDENTITY_FORMS,
  PROOF_MODES,
  SERVICE_SCOPES,
  type IdentityForm,
  type ProofMode,
  type ServiceScope,
} from '../../../common/access/principal.js';
import { IsPointInTime } from '../../../common/time/is-point-in-time.decorator.js';
import { pointInTime } from '../../../common/time/point-in-time.rules.js';
import { allRules } from '../../../common/http/all-rules.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { BOT_PLATFORMS, LINK_PLATFORMS, type BotPlatform, type LinkPlatform } from '../../../common/platforms.js';
import type { KeyPlatform, NewMachineKey } from '../machine-key.types.js';

export class KeyIdParam {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly id!: string;
}

/** Where a key may be used, of the platforms that its kind knows. */
const OnPlatforms = (all: readonly KeyPlatform[], example: KeyPlatform): PropertyDecorator =>
  allRules(
    ApiPropertyOptional({ description: 'Absent = every platform', enum: all, isArray: true, example: [example] }),
    IsOptional(),
    IsArray(),
    ArrayNotEmpty(),
    ArrayUnique(),
    IsIn(all, { each: true }),
  );

/** What service keys and system keys have in common. */
abstract class IssueKeyDto {
  @ApiProperty({ example: 'discord bot, production', minLength: 1, maxLength: 120 })
  @IsString()
  @Length(1, 120)
  readonly name!: string;

  abstract readonly platforms?: KeyPlatform[] | null;

  @ApiPropertyOptional({
    type: String,
    description: 'Absent = never',
    format: 'date-time',
    example: '2027-11-20T00:00:00Z',
  })
  @IsOptional()
  @IsPointInTime()
  readonly expires_at?: string | null;
}

export class IssueSystemKeyDto extends IssueKeyDto {
  @OnPlatforms(BOT_PLATFORMS, 'twitch')
  readonly platforms?: BotPlatform[] | null;

  toKey(): NewMachineKey {
    return { kind: 'system', scopes: [], proof: 'none', identityForm: 'any', ...commonOf(this) };
  }
}

export class IssueServiceKeyDto extends IssueKeyDto {
  @OnPlatforms(LINK_PLATFORMS, 'DISCORD')
  readonly platforms?: LinkPlatform[] | null;

  @ApiProperty({ enum: SERVICE_SCOPES, isArray: true, example: ['linking', 'chat'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SERVICE_SCOPES, { each: true })
  readonly scopes!: ServiceScope[];

  @ApiPropertyOptional({
    description: 'How a confirmed link is proven before it exists',
    enum: PROOF_MODES,
    default: 'none',
  })
  @IsOptional()
  @IsIn(PROOF_MODES)
  readonly proof?: ProofMode;

  @ApiPropertyOptional({
    description:
      'How the service may name people in chat: by `platform` and `platform_user_id` alone, or by `user_id` too (`any`). ' +
      'Absent = `platform` in production, else `any`',
    enum: IDENTITY_FORMS,
    example: 'platform',
  })
  @IfGiven()
  @IsIn(IDENTITY_FORMS)
  readonly identity_form?: IdentityForm;

  /** @param usualForm for a key that says nothing about it */
  toKey(usualForm: IdentityForm): NewMachineKey {
    const identityForm = this.identity_form ?? usualForm;
    return { kind: 'service', scopes: this.scopes, proof: this.proof ?? 'none', identityForm, ...commonOf(this) };
  }
}

function commonOf(dto: IssueKeyDto): Pick<NewMachineKey, 'name' | 'platforms' | 'expiresAt'> {
  const { name, platforms, expires_at: expiresAt } = dto;
  return { name, platforms: platforms ?? null, expiresAt: expiresAt ? pointInTime(expiresAt) : null };
}

export class RotateKeyDto {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Seconds the old secret keeps working',
    minimum: 0,
    maximum: 86400,
    default: 3600,
  })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(86_400)
  readonly overlap_seconds: number = 3600;
}
