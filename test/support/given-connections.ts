import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { KeyRing } from '../../src/common/crypto/key-ring.js';
import { SealedBox } from '../../src/common/crypto/sealed-box.js';
import { CredentialSeal, type CredentialColumn } from '../../src/modules/bot-connections/credential-seal.js';
import type { ConnectionRef } from '../../src/modules/bot-connections/connection.types.js';
import { unique } from './given.js';
import { connect } from './platforms/client.js';
import type { Platform } from './platforms/platform.js';
import type { Person } from './platforms/words.js';

/** A database, and the keys of the program that works on it. */
export interface Vault {
  readonly db: Pool;
  readonly keys: KeyRing;
}

/** A custom bot that is connected, without the flow that leads there. */
export interface GivenConnection {
  readonly ref: ConnectionRef;
  readonly accountId: string;
  readonly person: Person;
  /** As the platform gave them. */
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

export interface ConnectionOverrides {
  readonly accountId?: string;
  readonly person?: Person;
  /** Seconds from now; a valid token has an hour by default. */
  readonly expiresIn?: number;
}

const SCOPES: Readonly<Record<string, string>> = {
  twitch: 'user:write:chat',
  youtube: 'https://www.googleapis.com/auth/youtube.force-ssl',
  trovo: 'chat_send_self',
};

/** Somebody agrees at the platform, and what it grants is put into the database. */
export async function givenConnection(
  vault: Vault,
  platform: Platform,
  {
    accountId = randomUUID(),
    person = platform.users.add({ login: unique('bot') }),
    expiresIn = 3600,
  }: ConnectionOverrides = {},
): Promise<GivenConnection> {
  const tokens = await grantOf(platform, person);
  const ref = { table: 'bot_connections', id: randomUUID() } as const;
  const seal = sealOf(vault, ref, accountId);
  await vault.db.query(
    `INSERT INTO bot_connections (id, account_id, platform, bot_type, bot_username, bot_user_id, access_token, refresh_token, scopes,
       expires_at, last_refreshed_at)
     VALUES ($1, $2, $3, CASE WHEN $2 = '00000000-0000-0000-0000-000000000000'::uuid THEN 'global' ELSE 'custom' END, $4, $5, $6, $7, '{chat}',
       now() + make_interval(secs => $8), CASE WHEN $8::float8 IS NULL THEN NULL ELSE now() - interval '3 hours' END)`,
    [
      ref.id,
      accountId,
      platform.platform,
      person.login,
      person.id,
      seal(tokens.accessToken, 'access_token'),
      tokens.refreshToken === null ? null : seal(tokens.refreshToken, 'refresh_token'),
      tokens.refreshToken === null ? null : expiresIn,
    ],
  );
  return { ref, accountId, person, ...tokens };
}

/** Connection `id` as it is stored now, with its tokens opened. */
export async function storedCredential(vault: Vault, { ref, accountId }: GivenConnection): Promise<Stored> {
  const { rows } = await vault.db.query<StoredRow>(
    `SELECT access_token, refresh_token, generation, status, status_reason, attempts, lease_owner,
       extract(epoch FROM next_try_at - now())::float8 AS next_try_in, extract(epoch FROM expires_at - now())::float8 AS expires_in
     FROM ${ref.table} WHERE id = $1`,
    [ref.id],
  );
  const [row] = rows;
  if (!row) throw new Error('The connection is gone');
  const box = new CredentialSeal(new SealedBox(vault.keys));
  const home = { ...ref, accountId };
  return {
    ...row,
    access_token: box.open(row.access_token, home, 'access_token'),
    refresh_token: row.refresh_token === null ? null : box.open(row.refresh_token, home, 'refresh_token'),
  };
}

export interface Stored {
  readonly access_token: string;
  readonly refresh_token: string | null;
  readonly generation: number;
  readonly status: string;
  readonly status_reason: string | null;
  readonly attempts: number;
  readonly lease_owner: string | null;
  /** Seconds. */
  readonly next_try_in: number | null;
  readonly expires_in: number | null;
}

type StoredRow = Stored;

/** Changes a row behind the program's back, e.g. `expires_at = now()`. */
export async function tamper(vault: Vault, { ref }: GivenConnection, change: string): Promise<void> {
  await vault.db.query(`UPDATE ${ref.table} SET ${change} WHERE id = $1`, [ref.id]);
}

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

async function grantOf(platform: Platform, person: Person): Promise<Tokens> {
  if (platform.platform === 'discord') return { accessToken: platform.botToken(person), refreshToken: null };
  const scope = SCOPES[platform.platform] ?? 'chat:write';
  const { body } = await connect(platform, person, scope, { access_type: 'offline', prompt: 'consent' });
  return { accessToken: String(body.access_token), refreshToken: String(body.refresh_token) };
}

function sealOf(
  { keys }: Vault,
  ref: ConnectionRef,
  accountId: string,
): (token: string, column: CredentialColumn) => string {
  const seal = new CredentialSeal(new SealedBox(keys));
  return (token, column) => seal.seal(token, { ...ref, accountId }, column);
}
