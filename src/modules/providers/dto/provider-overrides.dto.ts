import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { Page } from '../../../common/paging/page.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import { PLATFORM_USES, type OverrideView, type PlatformUse, type SwitchOverrides } from '../providers.types.js';
import { PlatformParam, USE_HELP } from './providers.dto.js';

const AS_EVERYBODY = 'null or absent = as everybody';

export class OverrideParams extends PlatformParam {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  @IsUUID()
  readonly account!: string;
}

export class PutOverrideDto {
  @ApiPropertyOptional({
    type: String,
    enum: PLATFORM_USES,
    nullable: true,
    description: `${USE_HELP}. ${AS_EVERYBODY}`,
    example: 'allowed',
  })
  @IsOptional()
  @IsIn(PLATFORM_USES)
  readonly use?: PlatformUse | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: AS_EVERYBODY, example: false })
  @IsOptional()
  @IsBoolean()
  readonly bot_enabled?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: AS_EVERYBODY, example: null })
  @IsOptional()
  @IsBoolean()
  readonly channel_enabled?: boolean | null;

  toOverrides(): SwitchOverrides {
    return {
      use: this.use ?? null,
      botEnabled: this.bot_enabled ?? null,
      channelEnabled: this.channel_enabled ?? null,
    };
  }
}

export class OverrideDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly account_id!: string;

  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ type: String, enum: PLATFORM_USES, nullable: true, description: AS_EVERYBODY, example: 'allowed' })
  readonly use!: PlatformUse | null;

  @ApiProperty({ type: Boolean, nullable: true, description: AS_EVERYBODY, example: false })
  readonly bot_enabled!: boolean | null;

  @ApiProperty({ type: Boolean, nullable: true, description: AS_EVERYBODY, example: null })
  readonly channel_enabled!: boolean | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly updated_at!: string;

  static from(override: OverrideView): OverrideDto {
    return {
      account_id: override.accountId,
      platform: override.platform,
      use: override.use,
      bot_enabled: override.botEnabled,
      channel_enabled: override.channelEnabled,
      updated_at: override.updatedAt.toISOString(),
    };
  }
}

export class OverridePageDto {
  @ApiProperty({ type: [OverrideDto] })
  readonly items!: readonly OverrideDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<OverrideView>): OverridePageDto {
    return { items: page.items.map((override) => OverrideDto.from(override)), next_cursor: page.nextCursor };
  }
}
