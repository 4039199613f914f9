import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { BotFallback } from './accounts.types.js';

@Entity('accounts')
@Unique('accounts_personal_of_key', ['personalOf'])
@Check('accounts_bot_fallback_known', `bot_fallback IN ('none', 'global')`)
export class AccountEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'accounts_pkey' })
  readonly id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'bot_fallback', default: 'none' })
  botFallback!: BotFallback;

  /** The person whose personal account this is, or null. */
  @ForeignKey('users', { name: 'accounts_personal_of_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'personal_of', nullable: true, update: false })
  readonly personalOf!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
