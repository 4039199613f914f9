import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public Ed25519 key as published (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

@Entity('signing_keys')
export class SigningKeyEntity {
  /** RFC 7638 thumbprint of the public key; the `kid` of what it signs. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'signing_keys_pkey' })
  readonly id!: string;

  @Column({ type: 'jsonb', name: 'public_jwk', update: false })
  readonly publicJwk!: PublicJwk;

  /** PKCS #8 in DER, sealed for the place `signing_keys/<id>`. */
  @Column({ type: 'text', name: 'private_key_sealed', update: false })
  readonly privateKeySealed!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'signs_from', update: false })
  readonly signsFrom!: Date;

  @Column({ type: 'timestamptz', name: 'signs_until', update: false })
  readonly signsUntil!: Date;

  @Column({ type: 'timestamptz', name: 'verifies_until', update: false })
  readonly verifiesUntil!: Date;
}
