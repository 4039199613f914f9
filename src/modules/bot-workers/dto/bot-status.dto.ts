import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Page } from '../../../common/paging/page.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import type { BotStatus } from '../bot-status.service.js';
import {
  BOT_STATES,
  COMMAND_KINDS,
  COMMAND_STATUSES,
  TIMELINE_STATES,
  USER_ACTIONS,
  type BotCommand,
  type BotState,
  type CommandKind,
  type CommandStatus,
  type ReportChange,
  type TimelineState,
  type UserAction,
} from '../worker.types.js';

const NULLABLE_TIME = { type: String, format: 'date-time', nullable: true } as const;
const NULLABLE_TEXT = { type: String, nullable: true } as const;

export class PlatformParam {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;
}

export class RejoinDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;
}

export class BotStatusDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null without a channel', example: true })
  readonly enabled!: boolean | null;

  @ApiProperty({ enum: ['custom', 'global'], nullable: true, example: 'global' })
  readonly bot_type!: 'custom' | 'global' | null;

  @ApiProperty({ ...NULLABLE_TEXT, example: 'techydrroid' })
  readonly bot_username!: string | null;

  @ApiProperty({ enum: ['present', 'absent'], description: 'What is wanted', example: 'present' })
  readonly desired!: 'present' | 'absent';

  @ApiProperty({
    enum: BOT_STATES,
    description: 'What is; `unreachable` when no worker has said so for its time',
    example: 'connected',
  })
  readonly state!: BotState;

  @ApiProperty({ ...NULLABLE_TEXT, description: 'A word for it, where there is one', example: null })
  readonly state_code!: string | null;

  @ApiProperty({
    enum: USER_ACTIONS,
    nullable: true,
    description: 'What the owner of the channel can do about it',
    example: null,
  })
  readonly user_action!: UserAction | null;

  @ApiProperty({ ...NULLABLE_TIME, example: '2026-11-20T09:30:00.000Z' })
  readonly since!: string | null;

  @ApiProperty({ ...NULLABLE_TIME, example: '2026-11-20T11:30:00.000Z' })
  readonly last_seen_at!: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, example: 'twitch-chat-7f3a' })
  readonly worker!: string | null;

  static from(status: BotStatus): BotStatusDto {
    return {
      platform: status.platform,
      enabled: status.enabled,
      bot_type: status.botType,
      bot_username: status.botUsername,
      desired: status.desired,
      state: status.state,
      state_code: status.code,
      user_action: status.userAction,
      since: status.since?.toISOString() ?? null,
      last_seen_at: status.lastSeenAt?.toISOString() ?? null,
      worker: status.worker,
    };
  }
}

export class ReportChangeDto {
  @ApiProperty({
    enum: TIMELINE_STATES,
    description: '`unreachable` from when a report lapsed until the next one, which is known once that came',
    example: 'connected',
  })
  readonly state!: TimelineState;

  @ApiProperty({ ...NULLABLE_TEXT, example: null })
  readonly state_code!: string | null;

  @ApiProperty({ example: 'twitch-chat-7f3a' })
  readonly worker!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly at!: string;
}

export class BotTimelineDto {
  @ApiProperty({ type: [ReportChangeDto] })
  readonly items!: readonly ReportChangeDto[];

  @ApiProperty({ ...NULLABLE_TEXT, example: null })
  readonly next_cursor!: string | null;

  static from({ items, nextCursor }: Page<ReportChange>): BotTimelineDto {
    const shown = items.map(({ state, code, worker, at }) => ({
      state,
      state_code: code,
      worker,
      at: at.toISOString(),
    }));
    return { items: shown, next_cursor: nextCursor };
  }
}

export class BotCommandDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e83' })
  readonly id!: string;

  @ApiProperty({ enum: COMMAND_KINDS, example: 'rejoin' })
  readonly kind!: CommandKind;

  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ enum: COMMAND_STATUSES, example: 'queued' })
  readonly status!: CommandStatus;

  @ApiProperty({ ...NULLABLE_TEXT, description: 'Why it failed, where it did', example: null })
  readonly code!: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, example: null })
  readonly detail!: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, description: 'Whom it was delivered to', example: null })
  readonly worker!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({
    format: 'date-time',
    description: 'Not done by then, it expires',
    example: '2026-11-20T09:31:00.000Z',
  })
  readonly deadline!: string;

  @ApiProperty({ ...NULLABLE_TIME, example: null })
  readonly delivered_at!: string | null;

  @ApiProperty({ ...NULLABLE_TIME, example: null })
  readonly settled_at!: string | null;

  static from(command: BotCommand): BotCommandDto {
    return {
      id: command.id,
      kind: command.kind,
      platform: command.platform,
      status: command.status,
      code: command.code,
      detail: command.detail,
      worker: command.deliveredTo,
      created_at: command.createdAt.toISOString(),
      deadline: command.deadline.toISOString(),
      delivered_at: command.deliveredAt?.toISOString() ?? null,
      settled_at: command.settledAt?.toISOString() ?? null,
    };
  }
}
