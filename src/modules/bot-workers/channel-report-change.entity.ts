import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import type { TimelineState } from './worker.types.js';

/** A moment at which a report said something else than the one before, or lapsed before the next one came. */
@Entity('channel_report_changes')
@Index('channel_report_changes_timeline_idx', ['accountId', 'platform', 'id'])
@Index('channel_report_changes_at_idx', ['at'])
export class ChannelReportChangeEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'channel_report_changes_pkey' })
  readonly id!: string;

  @ForeignKey('accounts', { name: 'channel_report_changes_account_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'account_id' })
  readonly accountId!: string;

  @Column({ type: 'varchar', length: 16 })
  readonly platform!: BotPlatform;

  @Column({ type: 'varchar', length: 80 })
  readonly worker!: string;

  @Column({ type: 'varchar', length: 24 })
  readonly state!: TimelineState;

  @Column({ type: 'varchar', length: 64, nullable: true })
  readonly code!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at!: Date;
}
