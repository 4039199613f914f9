import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Whom an outside issuer calls `subject` is this user. */
@Entity('external_identities')
@Index('external_identities_user_id_idx', ['userId'])
export class ExternalIdentityEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'external_identities_pkey' })
  readonly issuer!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'external_identities_pkey' })
  readonly subject!: string;

  @ForeignKey('users', { name: 'external_identities_user_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  /** To the hour. */
  @Column({ type: 'timestamptz', name: 'last_seen_at', default: () => 'now()' })
  lastSeenAt!: Date;
}
