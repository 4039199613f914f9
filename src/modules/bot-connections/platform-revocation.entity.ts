import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';

/** A credential of a connection that is gone, waiting to be revoked at its platform. Rows are made by a trigger. */
@Entity('platform_revocations')
@Index('platform_revocations_next_try_at_idx', ['nextTryAt'])
export class PlatformRevocationEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'platform_revocations_pkey' })
  readonly id!: string;

  @Column({ type: 'varchar', length: 16 })
  readonly platform!: BotPlatform;

  /** The platform's id of whom the credential speaks as: a sibling connection of it may forbid the revocation. */
  @Column({ type: 'varchar', length: 64, name: 'subject_id' })
  readonly subjectId!: string;

  /** `<table>/<row>/<account>`: where the tokens were sealed, which opening them needs. */
  @Column({ type: 'text', name: 'sealed_at' })
  readonly sealedAt!: string;

  @Column({ type: 'text', name: 'access_token' })
  readonly accessToken!: string;

  @Column({ type: 'text', name: 'refresh_token', nullable: true })
  readonly refreshToken!: string | null;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'timestamptz', name: 'next_try_at', default: () => 'now()' })
  readonly nextTryAt!: Date;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
