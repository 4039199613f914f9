import { withClient } from './database.mjs';
import { linksPerUser, platform, sql } from './traffic.mjs';

/**
 * Fills a migrated database with users and links. It reads the real tables first: a column it has
 * no value for stops the run with the column's name, instead of measuring a half-filled table.
 *
 * A value is an SQL expression over `n`, the row's number, starting at 1.
 */
const userValues = {
  id: sql.userId,
  kind: `'human'`,
  email: `'person-' || n || '@bench.example'`,
  username: `'person-' || n`,
  name: `'Person ' || n`,
};

const linkValues = {
  id: 'gen_random_uuid()',
  platform: `'${platform}'`,
  platform_user_id: sql.linkedId,
  platform_username: `'person#' || n`,
  user_id: sql.ownerId,
  proof: `'code'`,
};

/** @param {string} url @param {number} links */
export function seed(url, links) {
  return withClient(url, async (client) => {
    await insert(client, 'users', userValues, Math.ceil(links / linksPerUser));
    await insert(client, 'platform_links', linkValues, links);
    await client.query('VACUUM ANALYZE');
    // What seeding left to write belongs to seeding. Managed servers may refuse: then it stays.
    await client.query('CHECKPOINT').catch(() => {});
  });
}

/** @param {import('pg').Client} client @param {string} table @param {Record<string, string>} values */
async function insert(client, table, values, count) {
  const { rows } = await client.query(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AND NOT atthasdef AS required
     FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
       AND attgenerated = '' AND attidentity = ''`,
    [table],
  );
  const missing = rows.filter(({ name, required }) => required && !(name in values));
  if (missing.length > 0) {
    const names = missing.map(({ name, type }) => `${name} ${type}`).join(', ');
    throw new Error(`bench/resolve/seed.mjs has no value for required column(s) of ${table}: ${names}`);
  }
  const used = rows.filter(({ name }) => name in values);
  const columns = used.map(({ name }) => `"${name}"`).join(', ');
  const expressions = used.map(({ name, type }) => `(${values[name]})::${type}`).join(', ');
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${expressions} FROM generate_series(1, ${Number(count)}) AS n`,
  );
}
