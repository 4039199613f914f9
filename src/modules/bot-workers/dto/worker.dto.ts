import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery } from '../../../common/paging/page.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import { REPORTED_STATES, type ChannelReport, type ReportedState } from '../worker.types.js';

/** Of one request: more would hold too many rows at once. */
export const MOST_CHANNELS = 1_000;
const MAX_FENCE = Number.MAX_SAFE_INTEGER;
const WORKER_NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;
const WORKER_MESSAGE = 'worker must be 1-80 letters, digits and . _ : -, beginning with a letter or digit';

export class BotChannelsQuery extends PageQuery {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;
}

class OfPlatform {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;
}

/** The channel of an account on a platform. */
class OfChannel extends OfPlatform {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e81' })
  @IsUUID()
  readonly account_id!: string;
}

export class LeaseDto extends OfPlatform {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_CHANNELS, uniqueItems: true })
  @IsArray()
  @ArrayMaxSize(MOST_CHANNELS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly account_ids!: readonly string[];

  @ApiProperty({
    description: 'Name of the process, which no other one has',
    pattern: WORKER_NAME.source,
    example: 'twitch-chat-7f3a',
  })
  @IsString()
  @Matches(WORKER_NAME, { message: WORKER_MESSAGE })
  readonly worker!: string;

  @ApiProperty({ description: 'Seconds; 0 gives the channels back', minimum: 0, maximum: 300, example: 15 })
  @IsNumber()
  @Min(0)
  @Max(300)
  readonly ttl!: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Take at most so many of them; own ones come first',
    minimum: 0,
    maximum: MOST_CHANNELS,
    default: MOST_CHANNELS,
  })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(MOST_CHANNELS)
  readonly most?: number;
}

export class ReportDto extends OfChannel {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_FENCE, example: 4711 })
  @IsInt()
  @Min(1)
  @Max(MAX_FENCE)
  readonly fence!: number;

  @ApiProperty({ enum: REPORTED_STATES, example: 'connected' })
  @IsIn(REPORTED_STATES)
  readonly state!: ReportedState;

  @ApiPropertyOptional({ description: 'A word, for programs', maxLength: 64, example: 'login_failed' })
  @IfGiven()
  @IsString()
  @Matches(/^[a-z0-9_]{1,64}$/, { message: 'code must be 1-64 of a-z, 0-9 and _' })
  readonly code?: string;

  @ApiPropertyOptional({ description: 'For people; never a secret', maxLength: 500 })
  @IfGiven()
  @IsString()
  @MaxLength(500)
  readonly detail?: string;

  @ApiProperty({
    description: 'Seconds for which this is true unless reported anew',
    minimum: 0.1,
    maximum: 300,
    example: 30,
  })
  @IsNumber()
  @Min(0.1)
  @Max(300)
  readonly ttl!: number;

  static reportOf({ account_id, platform, fence, state, code, detail, ttl }: ReportDto): ChannelReport {
    return { accountId: account_id, platform, fence, state, code: code ?? null, detail: detail ?? null, ttl };
  }
}

export class CredentialQuery extends OfChannel {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_FENCE, example: 4711 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_FENCE)
  readonly fence!: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Generation that the platform has just refused: another one is asked for',
  })
  @IfGiven()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly refused_generation?: number;
}

export class CommandsQuery extends OfPlatform {
  @ApiPropertyOptional({
    description: 'Only those for channels of this worker; without it those of every worker with this key',
    pattern: WORKER_NAME.source,
    example: 'twitch-chat-7f3a',
  })
  @IfGiven()
  @IsString()
  @Matches(WORKER_NAME, { message: WORKER_MESSAGE })
  readonly worker?: string;
}

export const ACKS = ['claimed', 'done', 'failed'] as const;

export class AckDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_FENCE, example: 4711 })
  @IsInt()
  @Min(1)
  @Max(MAX_FENCE)
  readonly fence!: number;

  @ApiProperty({
    enum: ACKS,
    description: '`claimed` comes first where something must not happen twice (`say`); one worker ever gets it',
    example: 'done',
  })
  @IsIn(ACKS)
  readonly outcome!: (typeof ACKS)[number];

  @ApiPropertyOptional({ description: 'Why it failed, for programs', maxLength: 64, example: 'msg_slowmode' })
  @IfGiven()
  @IsString()
  @Matches(/^[a-z0-9_]{1,64}$/, { message: 'code must be 1-64 of a-z, 0-9 and _' })
  readonly code?: string;

  @ApiPropertyOptional({ description: 'For people; never a secret', maxLength: 500 })
  @IfGiven()
  @IsString()
  @MaxLength(500)
  readonly detail?: string;

  @ApiPropertyOptional({ description: "The platform's id of what was said", maxLength: 100 })
  @IfGiven()
  @IsString()
  @MaxLength(100)
  readonly message_id?: string;
}

export class CommandIdParam {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e83' })
  @IsUUID()
  readonly id!: string;
}
