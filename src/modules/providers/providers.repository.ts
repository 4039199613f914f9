import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { ProviderSettingEntity } from './provider-setting.entity.js';
import type { PlatformSwitches } from './providers.types.js';

export type StoredProvider = ProviderSettingEntity;

export type StoredChange = Partial<PlatformSwitches & Pick<ProviderSettingEntity, 'clientId' | 'clientSecret'>>;

const COLUMNS = `platform, client_id AS "clientId", client_secret AS "clientSecret", use, bot_enabled AS "botEnabled",
  channel_enabled AS "channelEnabled", login_enabled AS "loginEnabled", updated_at AS "updatedAt"`;

@Injectable()
export class ProvidersRepository {
  constructor(
    @InjectRepository(ProviderSettingEntity) private readonly rows: Repository<ProviderSettingEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** The row of each platform, or null, in one statement over the primary key. */
  async findMany(platforms: readonly BotPlatform[]): Promise<(StoredProvider | null)[]> {
    const rows = await this.lookups.rows<StoredProvider>(
      'provider settings',
      `SELECT ${COLUMNS} FROM provider_settings WHERE platform = ANY ($1::varchar[])`,
      [platforms],
    );
    const found = new Map(rows.map((row) => [row.platform, row]));
    return platforms.map((platform) => found.get(platform) ?? null);
  }

  /** The platform's row, made if there is none, held until the transaction ends. */
  async lock(platform: BotPlatform, tx: Tx): Promise<StoredProvider> {
    await managerOf(tx).query(`INSERT INTO provider_settings (platform) VALUES ($1) ON CONFLICT DO NOTHING`, [
      platform,
    ]);
    return within(this.rows, tx).findOneOrFail({ where: { platform }, lock: { mode: 'pessimistic_write' } });
  }

  async change(platform: BotPlatform, change: StoredChange, tx: Tx): Promise<StoredProvider> {
    await within(this.rows, tx).update({ platform }, { ...change, updatedAt: () => 'now()' });
    return within(this.rows, tx).findOneByOrFail({ platform });
  }
}
