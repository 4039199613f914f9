import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { PassthroughRule } from '../../common/access/passthrough-rules.js';
import type { Seen } from '../../common/access/seen.js';
import type { TokenPermission } from '../../common/access/token-permissions.js';
import { secondsSince } from '../../database/later-writes.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { ApiTokenEntity } from './api-token.entity.js';
import type { LiveApiToken } from './api-token.types.js';

interface Row {
  readonly version: string;
  readonly at: number;
  /** null: no token was found, and nothing else of the row says anything. */
  readonly place: number | null;
  readonly until_s: number | null;
  readonly id: string;
  readonly title: string;
  readonly scopes: string;
  readonly account_id: string | null;
  readonly allowed_cidrs: string | null;
  readonly passthrough_rules: PassthroughRule[] | null;
  readonly created_s: number;
  readonly expires_s: number | null;
  readonly generation: number;
  readonly prefix: string;
  readonly secret_live: boolean;
  readonly user_id: string;
  readonly kind: 'human' | 'bot';
  readonly username: string;
  readonly owner_id: string | null;
  readonly owner_username: string | null;
}

export interface TokenUse {
  /** As `performance.now` told it. */
  readonly at: number;
  /** Masked. */
  readonly ip: string;
}

/** What is asked about many secrets at once. Hashes are SHA-256 in hex. */
export interface TokenQuestion {
  /** What was found of them at `version` is asked again only if that is over. */
  readonly known: readonly string[];
  readonly version: string | null;
  readonly unknown: readonly string[];
}

export interface TokenAnswer {
  readonly seen: Seen;
  /** By hash. Nothing for what is known and still so, nor for what is not live. */
  readonly found: ReadonlyMap<string, LiveApiToken>;
}

/**
 * $1 = hashes of which nothing is known, $2 = those that are known, $3 = at which version. What is not asked is not even looked for. Lists travel
 * as one text and times as numbers: the driver's parsers of arrays and times are what costs most here.
 */
const LIVE_TOKENS = `
  SELECT v.version, date_part('epoch', now()) AS at, found.* FROM access_version v LEFT JOIN LATERAL (
    SELECT asked.place::int, t.id, t.title, array_to_string(t.scopes, ' ') AS scopes, t.account_id,
      array_to_string(t.allowed_cidrs, ' ') AS allowed_cidrs, t.passthrough_rules, date_part('epoch', t.created_at) AS created_s,
      date_part('epoch', t.expires_at) AS expires_s, date_part('epoch', least(t.expires_at, s.valid_until)) AS until_s,
      s.generation, s.prefix, (s.valid_until IS NULL OR s.valid_until > now()) AS secret_live,
      u.id AS user_id, u.kind, u.username, h.id AS owner_id, h.username AS owner_username
    FROM unnest(CASE WHEN v.version = $3::uuid THEN $1::text[] ELSE $1::text[] || $2::text[] END)
      WITH ORDINALITY AS asked (hash, place)
    JOIN api_token_secrets s ON s.secret_hash = decode(asked.hash, 'hex')
    JOIN api_tokens t ON t.id = s.token_id
    JOIN users u ON u.id = t.user_id
    LEFT JOIN bot_owners o ON o.bot_id = u.id
    LEFT JOIN users h ON h.id = o.owner_id
    WHERE t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
      AND u.status = 'active' AND (u.kind = 'human' OR h.status = 'active')
  ) AS found ON true`;

/** What every request with an API token asks: who is this, at this moment? */
@Injectable()
export class LiveApiTokensRepository {
  constructor(
    @InjectRepository(ApiTokenEntity) private readonly tokens: Repository<ApiTokenEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** In one statement over primary keys: tokens of which user and (of a bot) owner are live and active now. */
  async find({ known, version, unknown }: TokenQuestion): Promise<TokenAnswer> {
    const hashes = [...unknown, ...known];
    const values = [listOf(unknown), listOf(known), version];
    const rows = await this.lookups.rows<Row>('live api tokens', LIVE_TOKENS, values);
    const found = new Map<string, LiveApiToken>();
    for (const row of rows) {
      const hash = row.place === null ? undefined : hashes[row.place - 1];
      if (hash !== undefined) found.set(hash, liveTokenOf(row));
    }
    return { seen: seenOf(rows), found };
  }

  /** Writes the last use of many tokens at once; never back in time. */
  async markUsed(uses: ReadonlyMap<string, TokenUse>): Promise<void> {
    const all = [...uses.values()];
    await this.tokens.query(
      `UPDATE api_tokens t SET last_used_at = used.at, last_used_ip = used.ip
       FROM (SELECT id, now() - make_interval(secs => ago) AS at, ip
         FROM unnest($1::uuid[], $2::float8[], $3::text[]) AS x (id, ago, ip)) used
       WHERE t.id = used.id AND (t.last_used_at IS NULL OR t.last_used_at < used.at)`,
      [[...uses.keys()], all.map(({ at }) => secondsSince(at)), all.map(({ ip }) => ip)],
    );
  }
}

function liveTokenOf(row: Row): LiveApiToken {
  return {
    grant: {
      tokenId: row.id,
      title: row.title,
      scopes: row.scopes.split(' ') as TokenPermission[],
      accountId: row.account_id,
      passthroughRules: row.passthrough_rules,
      generation: row.generation,
      prefix: row.prefix,
      createdAt: timeOf(row.created_s),
      expiresAt: row.expires_s === null ? null : timeOf(row.expires_s),
    },
    user: { id: row.user_id, kind: row.kind, username: row.username },
    owner:
      row.owner_id !== null && row.owner_username !== null ? { id: row.owner_id, username: row.owner_username } : null,
    allowedCidrs: row.allowed_cidrs === null ? null : row.allowed_cidrs.split(' '),
    secretLive: row.secret_live,
    until: row.until_s ?? Infinity,
  };
}

/** An array of PostgreSQL, of texts without anything to quote. */
const listOf = (hashes: readonly string[]): string => `{${hashes.join(',')}}`;

function seenOf([first]: readonly Row[]): Seen {
  if (!first) throw new Error('The row of access_version is missing');
  return { version: first.version, at: first.at };
}

/** Whole milliseconds, as the driver has them: a float is up to a quarter of a microsecond off, which must not cost one. */
const timeOf = (seconds: number): Date => new Date(Math.floor(seconds * 1000 + 0.001));
