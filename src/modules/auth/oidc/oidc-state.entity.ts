import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in on its way through the provider. Used once, by the browser that began it. */
@Entity('oidc_states')
@Index('oidc_states_expires_at_idx', ['expiresAt'])
export class OidcStateEntity {
  /** SHA-256 of the `state` parameter. */
  @PrimaryColumn({ type: 'bytea', name: 'state_hash', primaryKeyConstraintName: 'oidc_states_pkey' })
  readonly stateHash!: Buffer;

  /** SHA-256 of the browser's cookie. */
  @Column({ type: 'bytea', name: 'browser_hash', update: false })
  readonly browserHash!: Buffer;

  /** Nonce, PKCE verifier and return target, sealed: whoever reads the table can complete no sign-in. */
  @Column({ type: 'text', update: false })
  readonly sealed!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', update: false })
  readonly expiresAt!: Date;
}
