import type { Pool, PoolClient } from 'pg';

/** Each statement answers the rows that break its promise. */
const INVARIANTS: Readonly<Record<string, string>> = {
  'I2 a used token has its link, or an audited removal of it': `
    WITH used AS (
      SELECT t.confirmed_by AS person, t.platform, right(t.platform_user_id, 6) AS tail, count(*) AS used,
        count(l.id) AS linked
      FROM link_tokens t LEFT JOIN platform_links l ON l.link_token_id = t.id
      WHERE t.state = 'used' GROUP BY 1, 2, 3),
    told AS (
      SELECT subject_id AS person, details->>'platform' AS platform, right(details->>'platform_user_id', 6) AS tail,
        count(*) FILTER (WHERE action = 'link.created') AS created,
        count(*) FILTER (WHERE action = 'link.removed') AS removed
      FROM audit_events WHERE action IN ('link.created', 'link.removed') AND subject_id IN (SELECT id FROM users)
      GROUP BY 1, 2, 3)
    SELECT * FROM used FULL JOIN told USING (person, platform, tail)
    WHERE used IS DISTINCT FROM created OR used IS DISTINCT FROM linked + removed`,
  'I3 a link has the used token that made it': `
    SELECT l.id FROM platform_links l WHERE NOT EXISTS (
      SELECT FROM link_tokens t WHERE t.id = l.link_token_id AND t.state = 'used' AND t.confirmed_by = l.user_id
        AND t.platform = l.platform AND t.platform_user_id = l.platform_user_id)`,
  'I4 at most one open token per identity': `
    SELECT platform, platform_user_id FROM link_tokens WHERE open GROUP BY 1, 2 HAVING count(*) > 1`,
  'I5 at most one link per identity': `
    SELECT platform, platform_user_id FROM platform_links GROUP BY 1, 2 HAVING count(*) > 1`,
  'I7 one audit row per link made and per link removed': `
    WITH told AS (
      SELECT target_id AS id, count(*) FILTER (WHERE action = 'link.created') AS created,
        count(*) FILTER (WHERE action = 'link.removed') AS removed
      FROM audit_events WHERE action IN ('link.created', 'link.removed') GROUP BY 1)
    SELECT id, created, removed FROM told FULL JOIN (SELECT id::text FROM platform_links) l USING (id)
    WHERE created IS DISTINCT FROM 1 OR removed + (l.id IS NOT NULL)::int <> 1`,
  'I11 nothing belongs to somebody who is gone': `
    SELECT id FROM platform_links WHERE user_id NOT IN (SELECT id FROM users)
    UNION ALL SELECT id FROM link_tokens WHERE confirmed_by NOT IN (SELECT id FROM users)`,
};

/** What callers know for sure: confirms answered with 200, and the links somebody tried to remove. */
export interface LinkingHistory {
  /** Token (SHA-256, hex) to the person who confirmed it. */
  readonly confirmed: ReadonlyMap<string, string>;
  readonly unlinkAttempts: ReadonlySet<string>;
}

/** Breaches of the promises of linking, in words; all statements see one moment of the database. */
export async function linkingBreaches(db: Pool, history?: LinkingHistory): Promise<string[]> {
  const client = await db.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const broken = [...(await brokenInvariants(client)), ...(history ? await forgotten(client, history) : [])];
    return broken;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function brokenInvariants(client: PoolClient): Promise<string[]> {
  const broken: string[] = [];
  for (const [promise, statement] of Object.entries(INVARIANTS)) {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    if (rows.length > 0) broken.push(`${promise}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}

/** I1: an acknowledged confirm is kept, and nothing is unlinked that nobody asked to unlink. */
async function forgotten(client: PoolClient, { confirmed, unlinkAttempts }: LinkingHistory): Promise<string[]> {
  const { rows: lost } = await client.query<{ hash: string }>(
    `SELECT asked.hash FROM unnest($1::text[], $2::uuid[]) AS asked (hash, person)
     LEFT JOIN link_tokens t ON t.token_hash = decode(asked.hash, 'hex') AND t.state = 'used' AND t.confirmed_by = asked.person
     WHERE t.id IS NULL`,
    [[...confirmed.keys()], [...confirmed.values()]],
  );
  const { rows: removed } = await client.query<{ id: string }>(
    `SELECT target_id AS id FROM audit_events WHERE action = 'link.removed'`,
  );
  const unasked = removed.filter(({ id }) => !unlinkAttempts.has(id));
  return [
    ...lost.map(({ hash }) => `I1 an acknowledged confirm is kept: ${hash}`),
    ...unasked.map(({ id }) => `I1 a link goes only when somebody unlinks it: ${id}`),
  ];
}
