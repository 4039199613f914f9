import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('logins')
@Index('logins_user_id_idx', ['userId'])
@Index('logins_expires_at_idx', ['expiresAt'])
@Check('logins_end_has_reason', '(ended_at IS NULL) = (end_reason IS NULL)')
export class LoginEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'logins_pkey' })
  readonly id!: string;

  @ForeignKey('users', { name: 'logins_user_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  /** Brought forward when the login ends, so that one index finds all that is over. */
  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'text', name: 'end_reason', nullable: true })
  endReason!: string | null;
}
