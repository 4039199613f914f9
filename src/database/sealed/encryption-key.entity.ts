import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An encryption key that was ever used with this database. Never the key itself. */
@Entity('encryption_keys')
export class EncryptionKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 32, primaryKeyConstraintName: 'encryption_keys_pkey' })
  readonly id!: string;

  /** A known text, sealed by the key when it was first seen: other bytes under its id do not open it. */
  @Column({ type: 'text', name: 'check_sealed', update: false })
  readonly checkSealed!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;
}
