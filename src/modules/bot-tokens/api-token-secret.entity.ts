import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One secret of an API token. The current one has no end; a rotated-out one works until its overlap ends, and is then remembered. */
@Entity('api_token_secrets')
@Unique('api_token_secrets_generation_key', ['tokenId', 'generation'])
@Index('api_token_secrets_one_current_key', ['tokenId'], { unique: true, where: 'valid_until IS NULL' })
export class ApiTokenSecretEntity {
  /** SHA-256 of the secret. The secret itself is shown once and never stored. */
  @PrimaryColumn({ type: 'bytea', name: 'secret_hash', primaryKeyConstraintName: 'api_token_secrets_pkey' })
  readonly secretHash!: Buffer;

  @Column({ type: 'uuid', name: 'token_id', update: false })
  readonly tokenId!: string;

  @Column({ type: 'integer', update: false })
  readonly generation!: number;

  @Column({ type: 'text', update: false })
  readonly prefix!: string;

  @Column({ type: 'timestamptz', name: 'issued_at', default: () => 'now()', update: false })
  readonly issuedAt!: Date;

  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true })
  readonly validUntil!: Date | null;
}
