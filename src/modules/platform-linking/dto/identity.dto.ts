import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { AcceptAtOnce } from '../../../common/http/accept-at-once.js';
import { LINK_PLATFORMS, type LinkPlatform } from '../../../common/platforms.js';
import type { ChatIdentity, NewLinkToken } from '../platform-linking.types.js';

/** Somebody on a chat platform. */
@AcceptAtOnce()
export class IdentityDto {
  @ApiProperty({ enum: LINK_PLATFORMS, example: 'DISCORD' })
  @IsIn(LINK_PLATFORMS)
  readonly platform!: LinkPlatform;

  @ApiProperty({
    description: "The platform's immutable id",
    minLength: 1,
    maxLength: 255,
    example: '80351110224678912',
  })
  @IsString()
  @Length(1, 255)
  readonly platform_user_id!: string;

  toIdentity(): ChatIdentity {
    return { platform: this.platform, platformUserId: this.platform_user_id };
  }
}

export class IssueLinkTokenDto extends IdentityDto {
  @ApiPropertyOptional({
    type: String,
    description: 'Shown to the person',
    maxLength: 255,
    nullable: true,
    example: 'ada#1815',
  })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly platform_username?: string | null;

  @ApiPropertyOptional({
    type: String,
    description: 'Where the person wrote',
    maxLength: 255,
    nullable: true,
    example: '41771983423143937',
  })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly channel_id?: string | null;

  toRequest(): NewLinkToken {
    return {
      ...this.toIdentity(),
      platformUsername: this.platform_username ?? null,
      channelId: this.channel_id ?? null,
    };
  }
}

export class ResolveBatchDto {
  @ApiProperty({ type: [IdentityDto], minItems: 1, maxItems: 100 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  // A list inside the list has no fields to be wrong, so it must be refused as such.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => IdentityDto)
  readonly identities!: IdentityDto[];
}
