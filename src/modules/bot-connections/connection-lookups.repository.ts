import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import type { BotFallback } from '../accounts/index.js';
import { BOT_COLUMNS, BOT_TABLES, CHANNEL_COLUMNS } from './connection-columns.rules.js';
import {
  GLOBAL_ACCOUNT,
  type BotConnection,
  type ChannelConnection,
  type CredentialTable,
} from './connection.types.js';
import { stateOf, statesInPlaces, type StateRow } from './credentials/credential-rows.rules.js';
import { stateColumns } from './credentials/credential-sql.rules.js';
import type { CredentialState } from './credentials/credentials.types.js';

export interface AccountOnPlatform {
  readonly accountId: string;
  readonly platform: BotPlatform;
}

/** A bot as a call names it. */
export interface NamedBot extends AccountOnPlatform {
  readonly name: string;
}

/** The connection that a name means. */
export interface NamedConnection {
  readonly state: CredentialState;
  /**
   * Whether the bot user whose name it was may do anything: it is disabled, or its owner is. null = it was named by its own id or login,
   * which has nothing to do with bot users.
   */
  readonly botUser: 'live' | 'stopped' | null;
}

export interface SomebodyOnPlatform {
  readonly id: string;
  readonly platform: BotPlatform;
}

/** Which bots an account could act through. */
export interface Candidates {
  readonly fallback: BotFallback;
  readonly custom: BotConnection | null;
  readonly global: BotConnection | null;
}

type CandidateRow = { readonly place: number; readonly fallback: BotFallback | null } & (
  BotConnection | { readonly id: null }
);

const CANDIDATES = `
  SELECT asked.place::int, a.bot_fallback AS fallback, ${BOT_COLUMNS}
  FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (account_id, platform, place)
  LEFT JOIN accounts a ON a.id = asked.account_id
  LEFT JOIN (bot_connections c LEFT JOIN users u ON u.id = c.attached_to)
    ON c.account_id IN (asked.account_id, '${GLOBAL_ACCOUNT}') AND c.platform = asked.platform`;

/** One row for each question that has an answer; `place` says which, counted from 1. */
const forEach = (asked: string, lookup: string): string =>
  `SELECT asked.place::int, found.* FROM ${asked} CROSS JOIN LATERAL (${lookup}) found`;

const USABLE_BY = forEach(
  'unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS asked (account_id, platform, name, place)',
  `SELECT ${stateColumns('bot_connections')},
     CASE WHEN c.id::text = asked.name OR lower(c.bot_username) = asked.name THEN NULL
       WHEN u.status = 'active' AND EXISTS (SELECT FROM bot_owners o JOIN users h ON h.id = o.owner_id
         WHERE o.bot_id = u.id AND h.status = 'active') THEN 'live'
       ELSE 'stopped' END AS "botUser"
   FROM ${BOT_TABLES}
   WHERE c.account_id IN (asked.account_id, '${GLOBAL_ACCOUNT}') AND c.platform = asked.platform
     AND (c.id::text = asked.name OR lower(c.bot_username) = asked.name OR u.username = asked.name)
   ORDER BY c.account_id = '${GLOBAL_ACCOUNT}' LIMIT 1`,
);

const PAIRS = 'unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (id, platform, place)';

const OF_BOT_USER = forEach(
  PAIRS,
  `SELECT ${stateColumns('bot_connections')} FROM bot_connections c
   WHERE c.attached_to = asked.id AND c.platform = asked.platform`,
);

const CHANNEL = forEach(
  PAIRS,
  `SELECT ${stateColumns('channel_connections')} FROM channel_connections c
   WHERE c.account_id = asked.id AND c.platform = asked.platform`,
);

const BOT_ENABLED = `
  SELECT ${CHANNEL_COLUMNS} FROM channel_connections c
  WHERE c.platform = $1 AND c.bot_enabled AND ($2::uuid IS NULL OR c.id > $2) ORDER BY c.id LIMIT $3`;

/** What every call as a bot asks. Prepared, on unique indexes; tokens are sealed. */
@Injectable()
export class ConnectionLookupsRepository {
  constructor(private readonly lookups: LookupStatements) {}

  /** In the order asked, with one statement. An account that does not exist has no bot but the global one, and no fallback. */
  async candidates(asked: readonly AccountOnPlatform[]): Promise<Candidates[]> {
    const rows = await this.lookups.rows<CandidateRow>('bot_candidates', CANDIDATES, [
      asked.map(({ accountId }) => accountId),
      asked.map(({ platform }) => platform),
    ]);
    const found = asked.map((): Candidates => ({ fallback: 'none', custom: null, global: null }));
    for (const { place, fallback, ...row } of rows) {
      const before = found[place - 1];
      if (!before) continue;
      const bot = row.id === null ? null : row;
      found[place - 1] = { ...before, fallback: fallback ?? 'none', ...(bot ? { [bot.botType]: bot } : {}) };
    }
    return found;
  }

  /** In the order asked; names in lower case. */
  async findUsable(asked: readonly NamedBot[]): Promise<(NamedConnection | null)[]> {
    const rows = await this.lookups.rows<StateRow & Pick<NamedConnection, 'botUser'>>('bots_usable_by', USABLE_BY, [
      asked.map(({ accountId }) => accountId),
      asked.map(({ platform }) => platform),
      asked.map(({ name }) => name),
    ]);
    const found = new Array<NamedConnection | null>(asked.length).fill(null);
    for (const { botUser, ...row } of rows) {
      found[row.place - 1] = { state: stateOf('bot_connections', row), botUser };
    }
    return found;
  }

  /** In the order asked; the id is the bot user's. */
  findOfBotUsers(asked: readonly SomebodyOnPlatform[]): Promise<(CredentialState | null)[]> {
    return this.pairs('bot_connections', 'bots_of_bot_users', OF_BOT_USER, asked);
  }

  /** In the order asked; the id is the account's. */
  findChannels(asked: readonly SomebodyOnPlatform[]): Promise<(CredentialState | null)[]> {
    return this.pairs('channel_connections', 'channels_of_accounts', CHANNEL, asked);
  }

  private async pairs(
    table: CredentialTable,
    name: string,
    text: string,
    asked: readonly SomebodyOnPlatform[],
  ): Promise<(CredentialState | null)[]> {
    const values = [asked.map(({ id }) => id), asked.map(({ platform }) => platform)];
    return statesInPlaces(table, await this.lookups.rows<StateRow>(name, text, values), asked.length);
  }

  async findChannel(accountId: string, platform: BotPlatform): Promise<ChannelConnection | null> {
    const text = `SELECT ${CHANNEL_COLUMNS} FROM channel_connections c WHERE c.account_id = $1 AND c.platform = $2`;
    const [channel] = await this.lookups.rows<ChannelConnection>('own_channel', text, [accountId, platform]);
    return channel ?? null;
  }

  /** By id. */
  findBotEnabled(platform: BotPlatform, after: string | null, limit: number): Promise<ChannelConnection[]> {
    return this.lookups.rows<ChannelConnection>('bot_enabled_channels', BOT_ENABLED, [platform, after, limit]);
  }
}
