import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '../../../common/paging/page.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import type { BotChannel, FreshCredential, ResolutionReason } from '../../bot-connections/index.js';
import type { Lease } from '../worker.types.js';

const ID = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e81';

export class SpeakerDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e80' })
  readonly id!: string;

  @ApiProperty({ enum: ['custom', 'global'], example: 'global' })
  readonly bot_type!: 'custom' | 'global';

  @ApiProperty({ description: "The platform's login of the bot", example: 'techydrroid' })
  readonly login!: string;

  @ApiProperty({ description: "The platform's id of the bot", example: '141981764' })
  readonly user_id!: string;

  @ApiProperty({
    description: 'Another one whenever the connection changed: a refused credential is worth another try then',
    example: '2026-11-20T09:30:00.000Z',
  })
  readonly version!: string;
}

export class BotChannelDto {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly account_id!: string;

  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ example: '12826' })
  readonly channel_id!: string;

  @ApiProperty({ example: 'ada' })
  readonly channel_login!: string;

  @ApiProperty({
    description: 'Why this connection speaks there, or why none does',
    enum: [
      'custom',
      'global',
      'custom_disabled',
      'custom_needs_reauth',
      'global_disabled',
      'global_needs_reauth',
      'platform_off',
      'none',
    ] satisfies ResolutionReason[],
    example: 'global',
  })
  readonly reason!: ResolutionReason;

  @ApiProperty({ type: SpeakerDto, nullable: true, description: 'Null when nobody may speak there now' })
  readonly connection!: SpeakerDto | null;

  static from({ channel, resolution: { reason, connection } }: BotChannel): BotChannelDto {
    return {
      account_id: channel.accountId,
      platform: channel.platform,
      channel_id: channel.subjectId,
      channel_login: channel.login,
      reason,
      connection: connection && {
        id: connection.id,
        bot_type: connection.botType,
        login: connection.login,
        user_id: connection.subjectId,
        version: connection.updatedAt.toISOString(),
      },
    };
  }
}

export class BotChannelPageDto {
  @ApiProperty({ type: [BotChannelDto] })
  readonly items!: readonly BotChannelDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from({ items, nextCursor }: Page<BotChannel>): BotChannelPageDto {
    return { items: items.map((channel) => BotChannelDto.from(channel)), next_cursor: nextCursor };
  }
}

export class GrantedLeaseDto {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly account_id!: string;

  @ApiProperty({ type: 'integer', description: 'Grows with every holder of the channel', example: 4711 })
  readonly fence!: number;
}

export class LeasedDto {
  @ApiProperty({ type: [GrantedLeaseDto], description: 'The rest belongs to others, or wants no bot' })
  readonly leases!: readonly GrantedLeaseDto[];

  @ApiProperty({ description: 'Seconds, counted from when the request was sent', example: 15 })
  readonly ttl!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Workers of the platform now: limits of the platform and channels are shared among so many',
    example: 2,
  })
  readonly workers!: number;

  static from(leases: readonly Lease[], ttl: number, workers: number): LeasedDto {
    return { leases: leases.map(({ accountId, fence }) => ({ account_id: accountId, fence })), ttl, workers };
  }
}

export class WorkerCredentialDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: BotPlatform;

  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e80' })
  readonly connection_id!: string;

  @ApiProperty({ example: 'techydrroid' })
  readonly login!: string;

  @ApiProperty({ example: '141981764' })
  readonly user_id!: string;

  @ApiProperty({ description: 'Never to be stored or logged', example: '0123456789abcdefghijABCDEFGHIJ' })
  readonly access_token!: string;

  @ApiProperty({ type: [String], example: ['chat:read', 'chat:edit'] })
  readonly scopes!: readonly string[];

  @ApiProperty({ type: 'integer', description: 'To be named when the platform refuses this one', example: 3 })
  readonly generation!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T13:30:00.000Z' })
  readonly expires_at!: string | null;

  static from(credential: FreshCredential): WorkerCredentialDto {
    return {
      platform: credential.platform,
      connection_id: credential.ref.id,
      login: credential.login,
      user_id: credential.subjectId,
      access_token: credential.accessToken,
      scopes: credential.scopes,
      generation: credential.generation,
      expires_at: credential.expiresAt?.toISOString() ?? null,
    };
  }
}

export class ClaimDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'After `claimed`: milliseconds from sending the request for which it may be done',
    example: 4200,
  })
  readonly expires_in_ms!: number | null;
}
