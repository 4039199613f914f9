import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { IdentityForm, ProofMode, ServiceScope } from '../../common/access/principal.js';
import type { KeyPlatform, MachineKeyKind } from './machine-key.types.js';

/** A service key (bot service) or system key (bot worker). Its secrets are rows of their own. */
@Entity('machine_keys')
@Index('machine_keys_created_by_idx', ['createdBy'])
@Check('machine_keys_kind_known', `kind IN ('service', 'system')`)
@Check('machine_keys_proof_known', `proof IN ('none', 'code', 'platform')`)
@Check('machine_keys_identity_form_known', `identity_form IN ('any', 'platform')`)
@Check('machine_keys_service_has_scopes', `(kind = 'service') = (cardinality(scopes) > 0)`)
export class MachineKeyEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'machine_keys_pkey' })
  readonly id!: string;

  @Column({ type: 'text', update: false })
  readonly kind!: MachineKeyKind;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text', array: true })
  readonly scopes!: ServiceScope[];

  /** null = every platform. */
  @Column({ type: 'text', array: true, nullable: true })
  readonly platforms!: KeyPlatform[] | null;

  @Column({ type: 'text', default: 'none' })
  readonly proof!: ProofMode;

  /** How its service may name the people it speaks for. */
  @Column({ type: 'text', name: 'identity_form', default: 'any' })
  readonly identityForm!: IdentityForm;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  readonly expiresAt!: Date | null;

  /** At most a minute late: uses are gathered and written together. */
  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  readonly lastUsedAt!: Date | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  readonly createdBy!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'rotated_at', nullable: true })
  readonly rotatedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;
}
