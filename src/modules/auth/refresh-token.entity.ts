import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('refresh_tokens')
@Index('refresh_tokens_login_id_idx', ['loginId'])
@Index('refresh_tokens_one_live_per_login_key', ['loginId'], { unique: true, where: 'superseded_at IS NULL' })
export class RefreshTokenEntity {
  /** SHA-256 of the token, which is shown once and never stored. */
  @PrimaryColumn({ type: 'bytea', name: 'token_hash', primaryKeyConstraintName: 'refresh_tokens_pkey' })
  readonly tokenHash!: Buffer;

  @ForeignKey('logins', { name: 'refresh_tokens_login_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'login_id', update: false })
  readonly loginId!: string;

  @Column({ type: 'timestamptz', name: 'issued_at', default: () => 'now()', update: false })
  readonly issuedAt!: Date;

  /** Set when the next token took over; who presents this one again is a thief or was robbed. */
  @Column({ type: 'timestamptz', name: 'superseded_at', nullable: true })
  supersededAt!: Date | null;
}
