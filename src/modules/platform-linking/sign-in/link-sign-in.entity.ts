import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody on their way through a platform to prove that a chat identity is theirs. Used once; a new one takes the place of the old. */
@Entity('link_sign_ins')
@Unique('link_sign_ins_link_token_id_key', ['linkTokenId'])
@Index('link_sign_ins_user_id_idx', ['userId'])
@Index('link_sign_ins_expires_at_idx', ['expiresAt'])
export class LinkSignInEntity {
  /** SHA-256 of the `state` parameter. */
  @PrimaryColumn({ type: 'bytea', name: 'state_hash', primaryKeyConstraintName: 'link_sign_ins_pkey' })
  readonly stateHash!: Buffer;

  @ForeignKey('link_tokens', { name: 'link_sign_ins_link_token_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'link_token_id' })
  readonly linkTokenId!: string;

  /** Who confirmed. */
  @ForeignKey('users', { name: 'link_sign_ins_user_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id' })
  readonly userId!: string;

  /** The login they confirmed with: when it ends, so does this. null = a credential that is no login of ours. */
  @Column({ type: 'uuid', name: 'login_id', nullable: true })
  readonly loginId!: string | null;

  /** SHA-256 of the browser's cookie. */
  @Column({ type: 'bytea', name: 'browser_hash' })
  readonly browserHash!: Buffer;

  /** Of PKCE, sealed: whoever reads the table can redeem no code. null where the platform does not take it. */
  @Column({ type: 'text', nullable: true })
  readonly verifier!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;
}
