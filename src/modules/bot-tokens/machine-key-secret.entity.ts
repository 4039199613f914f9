import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One secret of a machine key. The current one has no end; a rotated-out one works until its overlap ends. */
@Entity('machine_key_secrets')
@Index('machine_key_secrets_key_id_idx', ['keyId'])
@Index('machine_key_secrets_one_current_key', ['keyId'], { unique: true, where: 'valid_until IS NULL' })
export class MachineKeySecretEntity {
  /** SHA-256 of the secret. The secret itself is shown once and never stored. */
  @PrimaryColumn({ type: 'bytea', name: 'secret_hash', primaryKeyConstraintName: 'machine_key_secrets_pkey' })
  readonly secretHash!: Buffer;

  @Column({ type: 'uuid', name: 'key_id', update: false })
  readonly keyId!: string;

  @Column({ type: 'text', update: false })
  readonly prefix!: string;

  @Column({ type: 'timestamptz', name: 'issued_at', default: () => 'now()', update: false })
  readonly issuedAt!: Date;

  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true })
  readonly validUntil!: Date | null;
}
