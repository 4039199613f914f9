import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { LINK_PLATFORMS, type LinkPlatform } from '../../../common/platforms.js';
import type { PlatformLinkView } from '../platform-linking.types.js';
import { IdentityDto } from './identity.dto.js';

export class LinkIdParam {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly id!: string;
}

export class PlatformLinkDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ enum: LINK_PLATFORMS, example: 'DISCORD' })
  readonly platform!: LinkPlatform;

  @ApiProperty({ example: '80351110224678912' })
  readonly platform_user_id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ada#1815' })
  readonly platform_username!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly linked_at!: string;

  static from(link: PlatformLinkView): PlatformLinkDto {
    return {
      id: link.id,
      platform: link.platform,
      platform_user_id: link.platformUserId,
      platform_username: link.platformUsername,
      linked_at: link.linkedAt.toISOString(),
    };
  }
}

export class ResolvedDto {
  @ApiProperty({ example: true })
  readonly linked!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly user_id!: string | null;

  static from(userId: string | null): ResolvedDto {
    return { linked: userId !== null, user_id: userId };
  }
}

export class ResolvedIdentityDto extends ResolvedDto {
  @ApiProperty({ enum: LINK_PLATFORMS, example: 'DISCORD' })
  readonly platform!: LinkPlatform;

  @ApiProperty({ example: '80351110224678912' })
  readonly platform_user_id!: string;

  static of(identity: IdentityDto, userId: string | null): ResolvedIdentityDto {
    return { platform: identity.platform, platform_user_id: identity.platform_user_id, ...ResolvedDto.from(userId) };
  }
}

export class ResolvedBatchDto {
  @ApiProperty({ type: [ResolvedIdentityDto] })
  readonly results!: readonly ResolvedIdentityDto[];
}
