import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import type { ActorExplanation } from '../actor.types.js';

const RULES = ['named', 'own_channel', 'attached_bot', 'account_bot'] as const;
const SKIPPED_BECAUSE = [
  'no_header',
  'header_names_a_bot',
  'not_asked_for',
  'account_bot_asked_for',
  'caller_is_a_bot',
  'caller_is_a_person',
] as const;

/** Who speaks where the header names nobody. */
export const ACTING_AS = ['self', 'bot'] as const;

export class ActorQueryDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;

  @ApiPropertyOptional({ enum: ACTING_AS, default: 'self', description: 'As `POST /v1/chat-messages` takes it' })
  @IfGiven()
  @IsIn(ACTING_AS)
  readonly as?: (typeof ACTING_AS)[number];
}

export class SkippedRuleDto {
  @ApiProperty({ enum: RULES, example: 'named' })
  readonly rule!: string;

  @ApiProperty({ enum: SKIPPED_BECAUSE, example: 'no_header' })
  readonly because!: string;
}

export class ActorDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: string;

  @ApiProperty({ enum: RULES, description: 'Which rule counts', example: 'own_channel' })
  readonly rule!: string;

  @ApiProperty({ type: String, nullable: true, description: 'null = nobody', example: 'twitch:ada' })
  readonly acting_as!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly connection_id!: string | null;

  @ApiProperty({ enum: ['bot', 'channel'], nullable: true, example: 'channel' })
  readonly kind!: 'bot' | 'channel' | null;

  @ApiProperty({ type: [String], example: ['user:write:chat'] })
  readonly scopes!: readonly string[];

  @ApiProperty({ type: [String], description: 'Asked for when it was connected and not granted', example: [] })
  readonly missing_scopes!: readonly string[];

  @ApiProperty({ description: 'Whether a call would be made', example: true })
  readonly can_act!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The code a call would be refused with', example: null })
  readonly because!: string | null;

  @ApiProperty({ type: [SkippedRuleDto] })
  readonly skipped!: readonly SkippedRuleDto[];

  static from({ platform, rule, actor, because, missingScopes, skipped }: ActorExplanation): ActorDto {
    return {
      platform,
      rule,
      acting_as: actor?.name ?? null,
      connection_id: actor?.connection.id ?? null,
      kind: actor && (actor.connection.table === 'bot_connections' ? 'bot' : 'channel'),
      scopes: actor?.scopes ?? [],
      missing_scopes: missingScopes,
      can_act: because === null,
      because,
      skipped: skipped.map((one) => ({ rule: one.rule, because: one.because })),
    };
  }
}
