import pg from 'pg';

/** What both bare servers do with the database: one named prepared statement per request. */
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL_SIZE ?? 10),
});
pool.on('error', (error) => console.error(error));

const text = 'SELECT user_id FROM platform_links WHERE platform = $1 AND platform_user_id = $2';

/** @param {{ platform: string, platform_user_id: string }} body */
export async function resolveLink(body) {
  const values = [body.platform, body.platform_user_id];
  const { rows } = await pool.query({ name: 'resolve', text, values });
  return rows.length > 0 ? { linked: true, user_id: rows[0].user_id } : { linked: false, user_id: null };
}
