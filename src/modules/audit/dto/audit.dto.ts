import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery, type Page } from '../../../common/paging/page.js';
import type { AuditEventView, AuditOutcome } from '../audit.types.js';

export class AuditQueryDto extends PageQuery {
  @ApiPropertyOptional({
    description: '`global`: what belongs to no account; system admins only',
    enum: ['account', 'global'],
  })
  @IsOptional()
  @IsIn(['account', 'global'])
  readonly scope?: 'account' | 'global';

  @ApiPropertyOptional({ example: 'link.created', maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly action?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly actor_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly subject_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly target_id?: string;
}

export class AuditEventDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly at!: string;

  @ApiProperty({ example: 'human' })
  readonly actor_kind!: string;

  @ApiProperty({ type: String, nullable: true, example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly actor_id!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ada' })
  readonly actor_name!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly subject_id!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'ada' })
  readonly subject_name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly on_behalf_of!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly token_id!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly account_id!: string | null;

  @ApiProperty({ example: 'link.created' })
  readonly action!: string;

  @ApiProperty({ type: String, nullable: true, example: 'platform_link' })
  readonly target_kind!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e70' })
  readonly target_id!: string | null;

  @ApiProperty({ enum: ['done', 'refused', 'failed'], example: 'done' })
  readonly outcome!: AuditOutcome;

  @ApiProperty({ type: String, nullable: true, example: '6f1f…' })
  readonly request_id!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { platform: 'DISCORD' } })
  readonly details!: object;

  static from(event: AuditEventView): AuditEventDto {
    return {
      id: event.id,
      at: event.at.toISOString(),
      actor_kind: event.actorKind,
      actor_id: event.actorId,
      actor_name: event.actorName,
      subject_id: event.subjectId,
      subject_name: event.subjectName,
      on_behalf_of: event.onBehalfOf,
      token_id: event.tokenId,
      account_id: event.accountId,
      action: event.action,
      target_kind: event.targetKind,
      target_id: event.targetId,
      outcome: event.outcome,
      request_id: event.requestId,
      details: event.details,
    };
  }
}

export class AuditPageDto {
  @ApiProperty({ type: [AuditEventDto] })
  readonly items!: readonly AuditEventDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<AuditEventView>): AuditPageDto {
    return { items: page.items.map((event) => AuditEventDto.from(event)), next_cursor: page.nextCursor };
  }
}
