import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditOutcome } from './audit.types.js';

@Entity('audit_events')
@Index('audit_events_by_account_idx', ['accountId', 'id'])
@Check('audit_events_outcome_known', `outcome IN ('done', 'refused', 'failed')`)
export class AuditEventEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_events_pkey' })
  readonly id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()', update: false })
  readonly at!: Date;

  @Column({ type: 'text', name: 'actor_kind', update: false })
  readonly actorKind!: string;

  @Column({ type: 'text', name: 'actor_id', nullable: true, update: false })
  readonly actorId!: string | null;

  @Column({ type: 'text', name: 'actor_name', nullable: true, update: false })
  readonly actorName!: string | null;

  @Column({ type: 'uuid', name: 'subject_id', nullable: true, update: false })
  readonly subjectId!: string | null;

  @Column({ type: 'text', name: 'subject_name', nullable: true, update: false })
  readonly subjectName!: string | null;

  @Column({ type: 'text', name: 'on_behalf_of', nullable: true, update: false })
  readonly onBehalfOf!: string | null;

  @Column({ type: 'uuid', name: 'token_id', nullable: true, update: false })
  readonly tokenId!: string | null;

  @Column({ type: 'uuid', name: 'account_id', nullable: true, update: false })
  readonly accountId!: string | null;

  @Column({ type: 'text', update: false })
  readonly action!: string;

  @Column({ type: 'text', name: 'target_kind', nullable: true, update: false })
  readonly targetKind!: string | null;

  @Column({ type: 'text', name: 'target_id', nullable: true, update: false })
  readonly targetId!: string | null;

  @Column({ type: 'text', update: false })
  readonly outcome!: AuditOutcome;

  @Column({ type: 'text', name: 'request_id', nullable: true, update: false })
  readonly requestId!: string | null;

  @Column({ type: 'jsonb', default: {}, update: false })
  readonly details!: object;
}
