import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import {
  CONNECTION_KINDS,
  PLATFORM_USES,
  type ApplicationSource,
  type ConnectionKind,
  type Offer,
  type PlatformUse,
  type ProviderChange,
  type ProviderView,
} from '../providers.types.js';

export const USE_HELP =
  'block_new: what is connected goes on, nothing new is connected; stop_all: nothing is used at all, by nobody';

const ENABLED_HELP = 'false: no new ones; those that exist go on';

/** RFC 6749 appendix A: visible ASCII and spaces. */
const CLIENT_ID = { minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]{1,200}$' };
const CLIENT_SECRET = { minLength: 1, maxLength: 500, pattern: '^[\\x20-\\x7e]{1,500}$' };

export class PlatformParam {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;
}

export class OffersQuery {
  @ApiProperty({ enum: CONNECTION_KINDS, description: 'What is to be connected', example: 'bot' })
  @IsIn(CONNECTION_KINDS)
  readonly type!: ConnectionKind;
}

export class OfferDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ enum: ['oauth', 'static'], description: 'static: with a token from its portal', example: 'oauth' })
  readonly auth!: 'oauth' | 'static';

  static from({ platform, auth }: Offer): OfferDto {
    return { platform, auth };
  }
}

export class ChangeProviderDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    ...CLIENT_ID,
    description:
      'Wins over the environment. null = forget the stored application. Another one needs its client_secret.',
    example: 'hof5gwx0su6owfnys0yan9c87zr6t',
  })
  @IsOptional()
  @Matches(/^[\x20-\x7e]{1,200}$/)
  readonly client_id?: string | null;

  @ApiPropertyOptional({ ...CLIENT_SECRET, description: 'Stored sealed, and never shown again', example: 'a secret' })
  @IfGiven()
  @Matches(/^[\x20-\x7e]{1,500}$/)
  readonly client_secret?: string;

  @ApiPropertyOptional({ enum: PLATFORM_USES, description: USE_HELP, example: 'allowed' })
  @IfGiven()
  @IsIn(PLATFORM_USES)
  readonly use?: PlatformUse;

  @ApiPropertyOptional({ description: ENABLED_HELP, example: true })
  @IfGiven()
  @IsBoolean()
  readonly bot_enabled?: boolean;

  @ApiPropertyOptional({ description: ENABLED_HELP, example: true })
  @IfGiven()
  @IsBoolean()
  readonly channel_enabled?: boolean;

  @ApiPropertyOptional({ description: ENABLED_HELP, example: true })
  @IfGiven()
  @IsBoolean()
  readonly login_enabled?: boolean;

  toChange(): ProviderChange {
    return {
      clientId: this.client_id,
      clientSecret: this.client_secret,
      use: this.use,
      botEnabled: this.bot_enabled,
      channelEnabled: this.channel_enabled,
      loginEnabled: this.login_enabled,
    };
  }
}

export class ProviderDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ enum: ['oauth', 'static'], description: 'static: needs no application', example: 'oauth' })
  readonly auth!: 'oauth' | 'static';

  @ApiProperty({
    enum: ['stored', 'environment', 'none', 'unreadable'],
    description: 'Where the application comes from; unreadable: stored, but its encryption key is not configured',
    example: 'stored',
  })
  readonly source!: ApplicationSource;

  @ApiProperty({ type: String, nullable: true, example: 'hof5gwx0su6owfnys0yan9c87zr6t' })
  readonly client_id!: string | null;

  @ApiProperty({ enum: PLATFORM_USES, description: USE_HELP, example: 'allowed' })
  readonly use!: PlatformUse;

  @ApiProperty({ description: ENABLED_HELP, example: true })
  readonly bot_enabled!: boolean;

  @ApiProperty({ description: ENABLED_HELP, example: true })
  readonly channel_enabled!: boolean;

  @ApiProperty({ description: ENABLED_HELP, example: true })
  readonly login_enabled!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:30:00.000Z' })
  readonly updated_at!: string | null;

  static from(provider: ProviderView): ProviderDto {
    return {
      platform: provider.platform,
      auth: provider.auth,
      source: provider.source,
      client_id: provider.clientId,
      use: provider.use,
      bot_enabled: provider.botEnabled,
      channel_enabled: provider.channelEnabled,
      login_enabled: provider.loginEnabled,
      updated_at: provider.updatedAt?.toISOString() ?? null,
    };
  }
}
