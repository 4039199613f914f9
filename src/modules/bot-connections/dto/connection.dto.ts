import { ApiProperty } from '@nestjs/swagger';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import {
  CONNECTION_STATUSES,
  type BotConnection,
  type ChannelConnection,
  type ConnectionStatus,
  type WithMissingScopes,
} from '../connection.types.js';

const NULLABLE_TIME = { type: String, format: 'date-time', nullable: true } as const;

/** What both kinds of connection show. Never a token. */
export abstract class ConnectionDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e80' })
  readonly id!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'All zeros for a global bot',
    example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e81',
  })
  readonly account_id!: string;

  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ type: [String], description: 'As the platform granted them', example: ['chat:read', 'chat:edit'] })
  readonly scopes!: readonly string[];

  @ApiProperty({ type: [String], description: 'Needed and not granted; connect again to grant them', example: [] })
  readonly missing_scopes!: readonly string[];

  @ApiProperty({
    ...NULLABLE_TIME,
    description: 'When the access token expires, if it does; it is renewed before',
    example: '2026-11-20T13:30:00.000Z',
  })
  readonly expires_at!: string | null;

  @ApiProperty({
    enum: CONNECTION_STATUSES,
    description:
      '`refresh_failing` and `unknown` heal by themselves; `needs_reauth` waits for somebody to connect again',
    example: 'active',
  })
  readonly status!: ConnectionStatus;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A word for the status, where there is one',
    example: null,
  })
  readonly status_reason!: string | null;

  @ApiProperty({ ...NULLABLE_TIME, description: 'When a failed renewal is tried again', example: null })
  readonly next_try_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The user who connected it last',
    example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f',
  })
  readonly connected_by!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly updated_at!: string;

  @ApiProperty({ ...NULLABLE_TIME, example: null })
  readonly last_refreshed_at!: string | null;
}

export class AttachedBotDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e82' })
  readonly id!: string;

  @ApiProperty({ example: 'bot-helper' })
  readonly username!: string;
}

export class BotConnectionDto extends ConnectionDto {
  @ApiProperty({ enum: ['custom', 'global'], example: 'custom' })
  readonly bot_type!: 'custom' | 'global';

  @ApiProperty({ description: "The platform's login of the bot", example: 'techydrroid' })
  readonly bot_username!: string;

  @ApiProperty({ description: "The platform's id of the bot", example: '141981764' })
  readonly bot_user_id!: string;

  @ApiProperty({
    type: AttachedBotDto,
    nullable: true,
    description: 'The bot user that acts through this connection',
    example: null,
  })
  readonly attached_to!: AttachedBotDto | null;

  static from(bot: WithMissingScopes<BotConnection>): BotConnectionDto {
    return {
      ...sharedOf(bot),
      bot_type: bot.botType,
      bot_username: bot.login,
      bot_user_id: bot.subjectId,
      attached_to: bot.attachedTo && { id: bot.attachedTo.id, username: bot.attachedTo.username },
    };
  }
}

export class ChannelConnectionDto extends ConnectionDto {
  @ApiProperty({ description: "The platform's id of the channel", example: '12826' })
  readonly channel_id!: string;

  @ApiProperty({ example: 'ada' })
  readonly channel_login!: string;

  @ApiProperty({ example: 'Ada' })
  readonly channel_name!: string;

  @ApiProperty({ description: 'Whether a bot sits in the channel', example: true })
  readonly bot_enabled!: boolean;

  static from(channel: WithMissingScopes<ChannelConnection>): ChannelConnectionDto {
    return {
      ...sharedOf(channel),
      channel_id: channel.subjectId,
      channel_login: channel.login,
      channel_name: channel.displayName,
      bot_enabled: channel.botEnabled,
    };
  }
}

function sharedOf(connection: WithMissingScopes<BotConnection | ChannelConnection>): ConnectionDto {
  return {
    id: connection.id,
    account_id: connection.accountId,
    platform: connection.platform,
    scopes: connection.scopes,
    missing_scopes: connection.missingScopes,
    expires_at: connection.expiresAt?.toISOString() ?? null,
    status: connection.status,
    status_reason: connection.statusReason,
    next_try_at: connection.nextTryAt?.toISOString() ?? null,
    connected_by: connection.connectedBy,
    created_at: connection.createdAt.toISOString(),
    updated_at: connection.updatedAt.toISOString(),
    last_refreshed_at: connection.lastRefreshedAt?.toISOString() ?? null,
  };
}
