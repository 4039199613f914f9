import type { CredentialTable } from '../connection.types.js';

/** What the two tables call whom a credential speaks as. */
const SUBJECTS: Readonly<Record<CredentialTable, { readonly id: string; readonly login: string }>> = {
  bot_connections: { id: 'bot_user_id', login: 'bot_username' },
  channel_connections: { id: 'channel_id', login: 'channel_login' },
};

export const CREDENTIAL_TABLES: readonly CredentialTable[] = ['bot_connections', 'channel_connections'];

/** A row that may still be refreshed. */
const LIVING = `c.refresh_token IS NOT NULL AND c.status IN ('active', 'refresh_failing', 'unknown')`;

/** When the pair was stored; a reconnect counts as of old, which costs one early refresh at most. */
const STORED_AT = 'coalesce(c.last_refreshed_at, c.created_at)';

/** So long before its expiry, but never before half of its life is over: a token that lives for a minute is not refreshed all the time. */
const before = (interval: string): string => `(c.expires_at - least(${interval}, (c.expires_at - ${STORED_AT}) / 2))`;

const FRESH_UNTIL = before(`interval '1 minute'`);

/** Ten minutes before expiry, give or take two, each connection and generation in its own way. */
const DUE_AT = before(
  `interval '10 minutes' + make_interval(secs => (hashtext(c.id::text || c.generation) & 255) - 128)`,
);

/** The id of the encryption key stands before the last dot of a sealed value, whose rest has none. */
const KEY_OF = (column: string): string => `substring(${column} FROM '^(.*)\\.')`;

const HOME = `c.id, c.account_id AS "accountId", c.platform, c.generation`;

/** A StateRow of `<table> c`. Lists travel as JSON and times as numbers: the driver's parsers of arrays and times cost more than all the rest. */
export const stateColumns = (table: CredentialTable): string => `
    ${HOME}, c.${SUBJECTS[table].id} AS "subjectId", c.${SUBJECTS[table].login} AS login,
    c.access_token AS "accessToken", c.refresh_token IS NOT NULL AS refreshable, array_to_json(c.scopes) AS scopes,
    date_part('epoch', c.expires_at) AS "expiresS", c.status, c.status_reason AS "statusReason",
    c.expires_at IS NULL OR now() < ${FRESH_UNTIL} AS fresh, date_part('epoch', ${FRESH_UNTIL}) AS "freshUntil",
    c.expires_at IS NULL OR now() < c.expires_at AS usable,
    coalesce(c.lease_until > now(), false) AS leased,
    greatest(0, coalesce(extract(epoch FROM c.next_try_at - now()), 0))::float8 AS "retryIn",
    coalesce(c.last_refreshed_at > now() - interval '1 minute', false) AS young`;

/** $1 = ids; answers in their order by `place`. */
export const statesOf = (table: CredentialTable): string => `
  SELECT asked.place::int, ${stateColumns(table)}
  FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) JOIN ${table} c ON c.id = asked.id`;

/**
 * $1 = ids of the keys we hold, $2 = platforms that are busy, $3 = how many. What failed or was left behind by a dead process and may be
 * tried again; what expires soon; and, of tokens without an expiry, grants that are idle so long that their platform may forget them (30
 * days at Kick). In random order, so that replicas do not all begin with the same.
 */
export const DUE = `
  SELECT * FROM (${CREDENTIAL_TABLES.map(
    (table) => `
    SELECT '${table}' AS "table", ${HOME} FROM ${table} c
    WHERE ${LIVING} AND ${KEY_OF('c.refresh_token')} = ANY ($1::text[]) AND c.platform <> ALL ($2::text[])
      AND (c.next_try_at <= now()
        OR c.next_try_at IS NULL AND c.expires_at <= now() + interval '12 minutes' AND ${DUE_AT} <= now()
        OR c.next_try_at IS NULL AND c.expires_at IS NULL AND ${STORED_AT} <= now() - interval '20 days')`,
  ).join(' UNION ALL ')}) AS due
  ORDER BY random() LIMIT $3`;

/**
 * $1 = id, $2 = generation, $3 = lease owner, $4 = seconds. The end of the lease is also the next try: should its holder die, whoever looks
 * for what is due finds it.
 */
export const claimOf = (table: CredentialTable): string => `
  UPDATE ${table} AS c
  SET lease_owner = $3, lease_until = clock_timestamp() + make_interval(secs => $4),
    next_try_at = clock_timestamp() + make_interval(secs => $4)
  FROM (SELECT id, lease_owner FROM ${table} WHERE id = $1 FOR UPDATE) AS was
  WHERE c.id = was.id AND c.generation = $2 AND ${LIVING}
    AND (c.lease_until IS NULL OR c.lease_until <= now()) AND (c.next_try_at IS NULL OR c.next_try_at <= now())
  RETURNING '${table}' AS "table", ${HOME}, c.${SUBJECTS[table].id} AS "subjectId", c.lease_owner AS "leaseOwner",
    c.refresh_token AS "refreshToken", c.status, c.attempts, was.lease_owner IS NOT NULL AS orphaned`;

const SETTLED = `lease_owner = NULL, lease_until = NULL, updated_at = now()`;

/** $1 = id, $2 = generation, $3, $4 = sealed tokens, $5 = scopes, $6 = seconds. Whatever is null stays, but the expiry. */
export const keepOf = (table: CredentialTable): string => `
  UPDATE ${table} AS c
  SET access_token = $3, refresh_token = coalesce($4, c.refresh_token), scopes = coalesce($5::text[], c.scopes),
    expires_at = now() + make_interval(secs => $6), generation = c.generation + 1,
    status = CASE WHEN c.status = 'disabled' THEN c.status ELSE 'active' END, status_reason = NULL,
    status_since = CASE WHEN c.status IN ('active', 'disabled') THEN c.status_since ELSE now() END,
    attempts = 0, next_try_at = NULL, last_refreshed_at = now(), ${SETTLED}
  FROM (SELECT id, status FROM ${table} WHERE id = $1 FOR UPDATE) AS was
  WHERE c.id = was.id AND c.generation = $2 RETURNING was.status AS "from", c.status AS "to"`;

/** $1 = id, $2 = generation, $3 = lease owner or null, $4 = status, $5 = reason (null: as it was), $6 = seconds to the next try or null. */
export const settleOf = (table: CredentialTable): string => `
  UPDATE ${table} AS c
  SET status = $4::varchar, status_reason = coalesce($5, c.status_reason),
    status_since = CASE WHEN c.status = $4::varchar THEN c.status_since ELSE now() END,
    attempts = c.attempts + 1, next_try_at = now() + make_interval(secs => $6), ${SETTLED}
  FROM (SELECT id, status FROM ${table} WHERE id = $1 FOR UPDATE) AS was
  WHERE c.id = was.id AND c.generation = $2 AND c.status <> 'disabled' AND ($3::uuid IS NULL OR c.lease_owner = $3)
  RETURNING was.status AS "from", c.status AS "to"`;

/** $1 = id, $2 = account, $3, $4 = sealed tokens, $5 = scopes (null: as they are), $6 = seconds or null. A pair from a new grant. */
export const putOf = (table: CredentialTable): string => `
  UPDATE ${table} AS c
  SET access_token = $3, refresh_token = $4, scopes = coalesce($5::text[], c.scopes), expires_at = now() + make_interval(secs => $6),
    generation = c.generation + 1, status = 'active', status_reason = NULL,
    status_since = CASE WHEN c.status = 'active' THEN c.status_since ELSE now() END,
    attempts = 0, next_try_at = NULL, validated_at = NULL, last_refreshed_at = NULL, ${SETTLED}
  WHERE c.id = $1 AND c.account_id = $2 RETURNING c.generation`;
