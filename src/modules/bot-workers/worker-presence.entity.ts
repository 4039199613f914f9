import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';

/** A worker that is there, with or without channels: so that each knows its fair share. */
@Entity('worker_presences')
export class WorkerPresenceEntity {
  @ForeignKey('machine_keys', { name: 'worker_presences_key_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'key_id', primaryKeyConstraintName: 'worker_presences_pkey' })
  readonly keyId!: string;

  @PrimaryColumn({ type: 'varchar', length: 80, primaryKeyConstraintName: 'worker_presences_pkey' })
  readonly worker!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'worker_presences_pkey' })
  readonly platform!: BotPlatform;

  @Column({ type: 'timestamptz', name: 'present_until' })
  readonly presentUntil!: Date;
}
