import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ConnectionEntity } from './connection.entity.js';
import type { BotType } from './connection.types.js';

/** An account's bot identity on a platform, or the global one (nil account). */
@Entity('bot_connections')
@Check('bot_connections_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Check('bot_connections_status_known', `status IN ('active', 'refresh_failing', 'needs_reauth', 'unknown', 'disabled')`)
@Check('bot_connections_lease_whole', `(lease_owner IS NULL) = (lease_until IS NULL)`)
@Unique('bot_connections_account_id_platform_key', ['accountId', 'platform'])
@Index('bot_connections_next_try_at_idx', ['nextTryAt'])
@Index('bot_connections_expires_at_idx', ['expiresAt'])
@Index('bot_connections_connected_by_idx', ['connectedBy'])
@ForeignKey('users', ['connectedBy'], ['id'], { name: 'bot_connections_connected_by_fkey', onDelete: 'SET NULL' })
@Check('bot_connections_bot_type_known', `bot_type IN ('global', 'custom')`)
@Check(
  'bot_connections_nil_account_is_global',
  `(account_id = '00000000-0000-0000-0000-000000000000') = (bot_type = 'global')`,
)
@Unique('bot_connections_attached_to_platform_key', ['attachedTo', 'platform'])
export class BotConnectionEntity extends ConnectionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bot_connections_pkey' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'account_id', update: false })
  readonly accountId!: string;

  @Column({ type: 'varchar', length: 8, name: 'bot_type', update: false })
  readonly botType!: BotType;

  /** The platform's login of the bot; may change there. */
  @Column({ type: 'varchar', length: 100, name: 'bot_username' })
  readonly botUsername!: string;

  /** The platform's id of the bot; never changes for one identity. */
  @Column({ type: 'varchar', length: 64, name: 'bot_user_id' })
  readonly botUserId!: string;

  /** The bot user that acts through this connection. */
  @ForeignKey('users', { name: 'bot_connections_attached_to_fkey', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', name: 'attached_to', nullable: true })
  readonly attachedTo!: string | null;
}
