import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody on their way through a platform to connect a bot or a channel. Used once. */
@Entity('connect_states')
@Check('connect_states_purpose_known', `purpose IN ('bot', 'channel', 'global_bot')`)
@Check('connect_states_global_without_account', `(purpose = 'global_bot') = (account_id IS NULL)`)
@Index('connect_states_account_id_idx', ['accountId'])
@Index('connect_states_user_id_idx', ['userId'])
@Index('connect_states_expires_at_idx', ['expiresAt'])
export class ConnectStateEntity {
  /** SHA-256 of the `state` parameter. */
  @PrimaryColumn({ type: 'bytea', name: 'state_hash', primaryKeyConstraintName: 'connect_states_pkey' })
  readonly stateHash!: Buffer;

  @Column({ type: 'varchar', length: 16, update: false })
  readonly platform!: string;

  @Column({ type: 'varchar', length: 16, update: false })
  readonly purpose!: string;

  /** null = the global bot. */
  @ForeignKey('accounts', { name: 'connect_states_account_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'account_id', nullable: true, update: false })
  readonly accountId!: string | null;

  /** Who began. */
  @ForeignKey('users', { name: 'connect_states_user_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  /** The login it was begun with, for the audit. */
  @Column({ type: 'uuid', name: 'login_id', nullable: true, update: false })
  readonly loginId!: string | null;

  /** SHA-256 of the browser's cookie; null = begun by a program, so that no browser may end it. */
  @Column({ type: 'bytea', name: 'browser_hash', nullable: true, update: false })
  readonly browserHash!: Buffer | null;

  /** Of PKCE, sealed: whoever reads the table can redeem no code. null where the platform does not take it. */
  @Column({ type: 'text', nullable: true, update: false })
  readonly verifier!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', update: false })
  readonly expiresAt!: Date;
}
