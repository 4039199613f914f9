import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import type { ReportedState } from './worker.types.js';

/** What the worker of a channel said last. */
@Entity('channel_reports')
@Check('channel_reports_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Check(
  'channel_reports_state_known',
  `state IN ('connecting', 'connected', 'paused', 'transient_disconnect', 'bad_credentials', 'banned')`,
)
export class ChannelReportEntity {
  @ForeignKey('accounts', { name: 'channel_reports_account_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'account_id', primaryKeyConstraintName: 'channel_reports_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'channel_reports_pkey' })
  readonly platform!: BotPlatform;

  @Column({ type: 'varchar', length: 80 })
  readonly worker!: string;

  @Column({ type: 'bigint' })
  readonly fence!: string;

  @Column({ type: 'varchar', length: 24 })
  readonly state!: ReportedState;

  @Column({ type: 'varchar', length: 64, nullable: true })
  readonly code!: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  readonly detail!: string | null;

  /** Since when state and code are these. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly since!: Date;

  @Column({ type: 'timestamptz', name: 'last_seen_at', default: () => 'now()' })
  readonly lastSeenAt!: Date;

  /** From then on nobody knows. */
  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;
}
