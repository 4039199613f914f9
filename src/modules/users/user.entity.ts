import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UserKind, UserStatus } from './users.types.js';

@Entity('users')
// Of usernames, byte by byte; it stands in the migration alone, as TypeORM has no words for it.
@Index('users_username_prefix_idx', { synchronize: false })
@Unique('users_username_key', ['username'])
@Unique('users_email_key', ['email'])
@Unique('users_id_kind_key', ['id', 'kind'])
@Check('users_kind_known', `kind IN ('human', 'bot')`)
@Check('users_status_known', `status IN ('active', 'disabled')`)
@Check('users_names_folded', `username = lower(username) AND email = lower(email)`)
@Check('users_bot_prefix', `(kind = 'bot') = starts_with(username, 'bot-')`)
@Check(
  'users_bot_cannot_sign_in',
  `kind = 'human' OR (email IS NULL AND password_hash IS NULL AND NOT is_system_admin)`,
)
export class UserEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'users_pkey' })
  readonly id!: string;

  @Column({ type: 'text', update: false })
  readonly kind!: UserKind;

  /** Lower case; the alphabet (see users.rules.ts) has no lookalikes. */
  @Column({ type: 'text' })
  username!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  /** Argon2id in PHC form, with its salt and costs. */
  @Column({ type: 'text', name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'text', default: 'active' })
  status!: UserStatus;

  @Column({ type: 'boolean', name: 'is_system_admin', default: false })
  isSystemAdmin!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
