import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { PROOF_MODES, type ProofMode } from '../../../common/access/principal.js';
import { LINK_PLATFORMS, type LinkPlatform } from '../../../common/platforms.js';
import { LINK_TOKEN_PATTERN, type LinkTokenStatus } from '../link-token.rules.js';
import type {
  Confirmation,
  IssuedLinkToken,
  LinkTokenInfo,
  LinkTokenStatusView,
  ProofGiven,
  ProofNeeded,
  Proven,
} from '../platform-linking.types.js';

export class LinkTokenParam {
  @ApiProperty({ pattern: LINK_TOKEN_PATTERN.source, example: 'kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE' })
  @Matches(LINK_TOKEN_PATTERN)
  readonly token!: string;
}

export class LinkTokenDto {
  @ApiProperty({ example: 'kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE' })
  readonly token!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  readonly expires_at!: string;

  @ApiProperty({ example: 'http://localhost:3000/link/kq3v1cN0y8pQfVv3m3oZ5mZ2v7b1yH2k9d0sXwT4uAE' })
  readonly link_url!: string;

  static from({ token, expiresAt }: IssuedLinkToken, linkBaseUrl: string): LinkTokenDto {
    return { token, expires_at: expiresAt.toISOString(), link_url: `${linkBaseUrl.replace(/\/+$/, '')}/${token}` };
  }
}

export class LinkTokenStatusDto {
  @ApiProperty({ enum: ['pending', 'linked', 'expired'], example: 'linked' })
  readonly status!: LinkTokenStatus;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly user_id!: string | null;

  static from({ status, userId }: LinkTokenStatusView): LinkTokenStatusDto {
    return { status, user_id: userId };
  }
}

export class LinkTokenInfoDto {
  @ApiProperty({ enum: LINK_PLATFORMS, example: 'DISCORD' })
  readonly platform!: LinkPlatform;

  @ApiProperty({ example: '80351110224678912' })
  readonly platform_user_id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ada#1815' })
  readonly platform_username!: string | null;

  @ApiProperty({
    description: 'The service key that asked',
    type: String,
    nullable: true,
    example: 'discord bot, production',
  })
  readonly requested_by!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly requested_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T10:00:00.000Z' })
  readonly expires_at!: string;

  @ApiProperty({ example: false })
  readonly already_linked_to_me!: boolean;

  @ApiProperty({ description: 'What confirming leads to', enum: PROOF_MODES, example: 'none' })
  readonly proof!: ProofMode;

  static from(info: LinkTokenInfo): LinkTokenInfoDto {
    return {
      platform: info.platform,
      platform_user_id: info.platformUserId,
      platform_username: info.platformUsername,
      requested_by: info.requestedBy,
      requested_at: info.createdAt.toISOString(),
      expires_at: info.expiresAt.toISOString(),
      already_linked_to_me: info.alreadyLinkedToMe,
      proof: info.proof,
    };
  }
}

export class ConfirmedDto {
  @ApiProperty({ enum: [true], example: true })
  readonly success!: true;

  @ApiProperty({ enum: LINK_PLATFORMS, example: 'DISCORD' })
  readonly platform!: LinkPlatform;

  @ApiProperty({ example: '80351110224678912' })
  readonly platform_user_id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'ada#1815' })
  readonly platform_username!: string | null;

  @ApiPropertyOptional({
    description: 'Only where a proof is demanded: the link does not exist yet',
    enum: ['awaiting_proof'],
  })
  readonly state?: 'awaiting_proof';

  @ApiPropertyOptional({
    description: 'Only with the proof `code`: six digits to type into the chat',
    pattern: '^[0-9]{6}$',
  })
  readonly code?: string;

  @ApiPropertyOptional({
    description: 'Only with the proof `platform`: where this browser goes now, so that the person signs in there',
    format: 'uri',
  })
  readonly authorize_url?: string;

  static from({ platform, platformUserId, platformUsername, needed }: Confirmation): ConfirmedDto {
    return {
      success: true,
      platform,
      platform_user_id: platformUserId,
      platform_username: platformUsername,
      ...(needed === null ? {} : { state: 'awaiting_proof', ...proofOf(needed) }),
    };
  }
}

const proofOf = (needed: NonNullable<ProofNeeded>): Pick<ConfirmedDto, 'code' | 'authorize_url'> =>
  'code' in needed ? { code: needed.code } : { authorize_url: needed.authorizeUrl };

export class ProofDto {
  @ApiProperty({ description: 'Who typed the code', minLength: 1, maxLength: 255, example: '80351110224678912' })
  @IsString()
  @Length(1, 255)
  readonly platform_user_id!: string;

  @ApiProperty({ pattern: '^[0-9]{6}$', example: '204816' })
  @Matches(/^[0-9]{6}$/)
  readonly code!: string;

  toProof(): ProofGiven {
    return { platformUserId: this.platform_user_id, code: this.code };
  }
}

export class ProvenDto {
  @ApiProperty({ enum: [true], example: true })
  readonly success!: true;

  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly user_id!: string;

  static from({ userId }: Proven): ProvenDto {
    return { success: true, user_id: userId };
  }
}

export class SuccessDto {
  @ApiProperty({ enum: [true], example: true })
  readonly success!: true;
}
