import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import type { PlatformUse } from './providers.types.js';

/** Flags of a platform that differ for one account. null = as for everybody. */
@Entity('provider_overrides')
@Check('provider_overrides_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Check('provider_overrides_use_known', `use IN ('allowed', 'block_new', 'stop_all')`)
@Check('provider_overrides_say_something', `use IS NOT NULL OR bot_enabled IS NOT NULL OR channel_enabled IS NOT NULL`)
@Index('provider_overrides_platform_idx', ['platform', 'accountId'])
export class ProviderOverrideEntity {
  @PrimaryColumn({ type: 'uuid', name: 'account_id', primaryKeyConstraintName: 'provider_overrides_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'provider_overrides_pkey' })
  readonly platform!: BotPlatform;

  @Column({ type: 'varchar', length: 16, nullable: true })
  readonly use!: PlatformUse | null;

  @Column({ type: 'boolean', name: 'bot_enabled', nullable: true })
  readonly botEnabled!: boolean | null;

  @Column({ type: 'boolean', name: 'channel_enabled', nullable: true })
  readonly channelEnabled!: boolean | null;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  readonly updatedAt!: Date;
}
