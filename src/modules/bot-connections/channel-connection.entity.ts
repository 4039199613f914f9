import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ConnectionEntity } from './connection.entity.js';

/** The account's own channel on a platform. */
@Entity('channel_connections')
@Check('channel_connections_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Check(
  'channel_connections_status_known',
  `status IN ('active', 'refresh_failing', 'needs_reauth', 'unknown', 'disabled')`,
)
@Check('channel_connections_lease_whole', `(lease_owner IS NULL) = (lease_until IS NULL)`)
@Unique('channel_connections_account_id_platform_key', ['accountId', 'platform'])
@Index('channel_connections_next_try_at_idx', ['nextTryAt'])
@Index('channel_connections_expires_at_idx', ['expiresAt'])
@Index('channel_connections_connected_by_idx', ['connectedBy'])
@ForeignKey('users', ['connectedBy'], ['id'], { name: 'channel_connections_connected_by_fkey', onDelete: 'SET NULL' })
export class ChannelConnectionEntity extends ConnectionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'channel_connections_pkey' })
  readonly id!: string;

  @ForeignKey('accounts', { name: 'channel_connections_account_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'account_id', update: false })
  readonly accountId!: string;

  /** The platform's ids and names of the channel's owner. */
  @Column({ type: 'varchar', length: 64, name: 'channel_id' })
  readonly channelId!: string;

  @Column({ type: 'varchar', length: 100, name: 'channel_login' })
  readonly channelLogin!: string;

  @Column({ type: 'text', name: 'channel_name' })
  readonly channelName!: string;

  /** Whether a bot should sit in this channel. */
  @Column({ type: 'boolean', name: 'bot_enabled', default: true })
  readonly botEnabled!: boolean;
}
