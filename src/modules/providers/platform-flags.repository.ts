import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, type Repository } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { AS_EVERYBODY, EVERYTHING_ALLOWED } from './platform-flags.rules.js';
import { ProviderOverrideEntity } from './provider-override.entity.js';
import type {
  OverrideView,
  PlatformStanding,
  PlatformSwitches,
  PlatformUse,
  SwitchOverrides,
} from './providers.types.js';

export interface StandingQuestion {
  readonly platform: BotPlatform;
  readonly accountId: string | null;
}

interface Row {
  readonly use: PlatformUse | null;
  readonly bot_enabled: boolean;
  readonly channel_enabled: boolean;
  readonly login_enabled: boolean;
  readonly own_use: PlatformUse | null;
  readonly own_bot_enabled: boolean | null;
  readonly own_channel_enabled: boolean | null;
  readonly client_id: string | null;
  readonly client_secret: string | null;
}

@Injectable()
export class PlatformFlagsRepository {
  constructor(
    @InjectRepository(ProviderOverrideEntity) private readonly overrides: Repository<ProviderOverrideEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** In the order asked, in one statement over two primary keys. */
  async findStandings(questions: readonly StandingQuestion[]): Promise<PlatformStanding[]> {
    const rows = await this.lookups.rows<Row>(
      'platform standings',
      `SELECT s.use, s.bot_enabled, s.channel_enabled, s.login_enabled,
              o.use AS own_use, o.bot_enabled AS own_bot_enabled, o.channel_enabled AS own_channel_enabled,
              s.client_id, s.client_secret
       FROM unnest($1::varchar[], $2::uuid[]) WITH ORDINALITY AS asked (platform, account_id, place)
       LEFT JOIN provider_settings s ON s.platform = asked.platform
       LEFT JOIN provider_overrides o ON o.account_id = asked.account_id AND o.platform = asked.platform
       ORDER BY asked.place`,
      [questions.map(({ platform }) => platform), questions.map(({ accountId }) => accountId)],
    );
    return rows.map((row) => ({
      general: generalOf(row),
      own: ownOf(row),
      stored: { clientId: row.client_id, clientSecret: row.client_secret },
    }));
  }

  /** Holds the account until the transaction ends, so that it is not deleted meanwhile; false when there is none. */
  async holdAccount(accountId: string, tx: Tx): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(`SELECT 1 FROM accounts WHERE id = $1 FOR KEY SHARE`, [
      accountId,
    ]);
    return rows.length > 0;
  }

  async put(accountId: string, platform: BotPlatform, own: SwitchOverrides, tx: Tx): Promise<OverrideView> {
    await managerOf(tx).query(
      `INSERT INTO provider_overrides (account_id, platform, use, bot_enabled, channel_enabled) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id, platform) DO UPDATE
       SET use = excluded.use, bot_enabled = excluded.bot_enabled, channel_enabled = excluded.channel_enabled, updated_at = now()`,
      [accountId, platform, own.use, own.botEnabled, own.channelEnabled],
    );
    return within(this.overrides, tx).findOneByOrFail({ accountId, platform });
  }

  async remove(accountId: string, platform: BotPlatform, tx: Tx): Promise<boolean> {
    const { affected } = await within(this.overrides, tx).delete({ accountId, platform });
    return affected === 1;
  }

  /** In the order of accounts. */
  findPage(platform: BotPlatform, after: string | null, limit: number): Promise<OverrideView[]> {
    return this.overrides.find({
      where: { platform, ...(after === null ? {} : { accountId: MoreThan(after) }) },
      order: { accountId: 'ASC' },
      take: limit,
    });
  }
}

/** A platform without a row is one that nobody switched anything of. */
function generalOf(row: Row): PlatformSwitches {
  if (row.use === null) return EVERYTHING_ALLOWED;
  const { use, bot_enabled: botEnabled, channel_enabled: channelEnabled, login_enabled: loginEnabled } = row;
  return { use, botEnabled, channelEnabled, loginEnabled };
}

function ownOf({ own_use: use, own_bot_enabled: bot, own_channel_enabled: channel }: Row): SwitchOverrides {
  return { ...AS_EVERYBODY, use, botEnabled: bot, channelEnabled: channel };
}
