import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../../common/access/permissions.js';

@Entity('account_members')
@Index('account_members_user_id_idx', ['userId'])
@Check('account_members_role_known', `role IN ('owner', 'admin', 'moderator', 'viewer')`)
export class AccountMemberEntity {
  @ForeignKey('accounts', { name: 'account_members_account_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'account_id', primaryKeyConstraintName: 'account_members_pkey' })
  readonly accountId!: string;

  @ForeignKey('users', { name: 'account_members_user_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'user_id', primaryKeyConstraintName: 'account_members_pkey' })
  readonly userId!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;
}
