import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import type { PlatformUse } from './providers.types.js';

/** What admins set for a platform. No row: nothing stored, everything allowed. */
@Entity('provider_settings')
@Check('provider_settings_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Check('provider_settings_use_known', `use IN ('allowed', 'block_new', 'stop_all')`)
@Check('provider_settings_application_whole', `(client_id IS NULL) = (client_secret IS NULL)`)
export class ProviderSettingEntity {
  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'provider_settings_pkey' })
  readonly platform!: BotPlatform;

  @Column({ type: 'text', name: 'client_id', nullable: true })
  readonly clientId!: string | null;

  /** Sealed for this row. */
  @Column({ type: 'text', name: 'client_secret', nullable: true })
  readonly clientSecret!: string | null;

  @Column({ type: 'varchar', length: 16, default: 'allowed' })
  readonly use!: PlatformUse;

  @Column({ type: 'boolean', name: 'bot_enabled', default: true })
  readonly botEnabled!: boolean;

  @Column({ type: 'boolean', name: 'channel_enabled', default: true })
  readonly channelEnabled!: boolean;

  @Column({ type: 'boolean', name: 'login_enabled', default: true })
  readonly loginEnabled!: boolean;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  readonly updatedAt!: Date;
}
