import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The one place that says which tokens exist: seeding and asking both derive from it. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const tokensPerOwner = 20;

/** @param {string} kind @param {number} index from 1 */
const id = (kind, index) => `00000000-0000-4000-800${kind}-${index.toString(16).padStart(12, '0')}`;

/** @param {number} index */
export const tokenId = (index) => id('3', index);

/** A secret as the program makes them, with its checksum. @param {number} index */
export function secretOf(index) {
  const digest = createHash('sha512').update(`bench ${index}`).digest();
  const body = `us_bot_${Array.from(digest.subarray(0, 43), (byte) => alphabet[byte % 62]).join('')}`;
  let [check, rest] = ['', crc32(body)];
  for (let i = 0; i < 6; i += 1, rest = Math.floor(rest / 62)) check = alphabet[rest % 62] + check;
  return `${body}_${check}`;
}

const hashOf = (index) => createHash('sha256').update(secretOf(index)).digest();

/**
 * Owners, bots and one token for each bot, in a migrated database.
 *
 * @param {import('pg').Client} client @param {number} tokens
 */
export async function seed(client, tokens) {
  const all = Array.from({ length: tokens }, (_, i) => i + 1);
  const owners = all.slice(0, Math.ceil(tokens / tokensPerOwner));
  const ownerOf = (index) => id('1', Math.ceil(index / tokensPerOwner));
  await client.query(
    `INSERT INTO users (id, kind, username, name, email)
     SELECT id, 'human', 'owner-' || n, 'Owner', 'owner-' || n || '@bench.example' FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, n)`,
    [owners.map((index) => id('1', index))],
  );
  await client.query(
    `INSERT INTO users (id, kind, username, name)
     SELECT id, 'bot', 'bot-' || n, 'Bot' FROM unnest($1::uuid[]) WITH ORDINALITY AS b (id, n)`,
    [all.map((index) => id('2', index))],
  );
  await client.query(`INSERT INTO bot_owners (bot_id, owner_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])`, [
    all.map((index) => id('2', index)),
    all.map(ownerOf),
  ]);
  await client.query(
    `INSERT INTO api_tokens (id, user_id, created_by, title, scopes)
     SELECT id, bot, owner, 'bench', '{me:read,members:read}' FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS t (id, bot, owner)`,
    [all.map(tokenId), all.map((index) => id('2', index)), all.map(ownerOf)],
  );
  await client.query(
    `INSERT INTO api_token_secrets (secret_hash, token_id, generation, prefix)
     SELECT hash, id, 1, 'us_bot_bench0' FROM unnest($1::bytea[], $2::uuid[]) AS s (hash, id)`,
    [all.map(hashOf), all.map(tokenId)],
  );
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT').catch(() => {});
}
