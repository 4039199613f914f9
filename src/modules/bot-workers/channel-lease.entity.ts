import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';

/** Which worker sits in a channel, and until when nobody else may. */
@Entity('channel_leases')
@Check('channel_leases_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Unique('channel_leases_fence_key', ['fence'])
@Index('channel_leases_key_id_idx', ['keyId'])
export class ChannelLeaseEntity {
  @ForeignKey('accounts', { name: 'channel_leases_account_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'account_id', primaryKeyConstraintName: 'channel_leases_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'channel_leases_pkey' })
  readonly platform!: BotPlatform;

  @Column({ type: 'varchar', length: 80 })
  readonly worker!: string;

  /** The system key of the worker: a name alone proves nothing. */
  @ForeignKey('machine_keys', { name: 'channel_leases_key_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'key_id' })
  readonly keyId!: string;

  /** Grows with every holder, and when a holder comes back after its time. */
  @Column({ type: 'bigint' })
  readonly fence!: string;

  @Column({ type: 'timestamptz', name: 'lease_until' })
  readonly leaseUntil!: Date;

  @Column({ type: 'timestamptz', name: 'acquired_at', default: () => 'now()' })
  readonly acquiredAt!: Date;
}
