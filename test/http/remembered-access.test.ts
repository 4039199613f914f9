import { givenCast, type Cast } from '../support/given-cast.js';
import { asked, remembered, type Told } from '../support/remembered.js';

let cast: Cast;

beforeAll(async () => {
  cast = await givenCast();
  await cast.world.db.query(
    `INSERT INTO provider_overrides (account_id, platform, use) VALUES ($1, 'twitch', 'block_new')`,
    [cast.ada.accountId],
  );
  await cast.world.db.query(`INSERT INTO provider_settings (platform) VALUES ('twitch')`);
});
afterAll(() => Promise.all([cast.world.close(), cast.twitch.close()]));

const db = (text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> =>
  cast.world.db.query(text, values);

/** So that all of it is remembered, at the present version. */
const warm = async (): Promise<Told> => {
  await remembered(cast);
  return remembered(cast);
};

/** Rows that what is remembered of the cast was read from. */
const ROWS = (): Readonly<Record<string, readonly string[]>> => ({
  users: [`id = '${cast.attached.id}'`, `id = '${cast.ada.id}'`],
  bot_owners: [`bot_id = '${cast.attached.id}'`],
  accounts: [`id = '${cast.ada.accountId}'`],
  account_members: [cast.ada.id, cast.attached.id].map(
    (id) => `account_id = '${cast.ada.accountId}' AND user_id = '${id}'`,
  ),
  api_tokens: [`id = '${cast.bot.id}'`],
  api_token_secrets: [`token_id = '${cast.bot.id}'`],
  provider_settings: [`platform = 'twitch'`],
  provider_overrides: [`account_id = '${cast.ada.accountId}'`],
  bot_connections: [`id = '${cast.own.ref.id}'`, `id = '${cast.global.ref.id}'`],
  channel_connections: [`id = '${cast.channel.id}'`],
});

/** Something else for a column of each type; what its constraints refuse is not tried. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  text: [`'disabled'`, `'human'`, `'viewer'`, `'somebody'`, `'bot-somebody'`, `'bnothing'`, 'NULL'],
  'character varying': [`'disabled'`, `'needs_reauth'`, `'stop_all'`, `'kick'`, `'custom'`, `'somebody'`, 'NULL'],
  uuid: [
    `'00000000-0000-0000-0000-000000000000'`,
    `(SELECT max(id::text)::uuid FROM users)`,
    'gen_random_uuid()',
    'NULL',
  ],
  'timestamp with time zone': [`now() - interval '1 day'`, `now() + interval '1 day'`, 'NULL'],
  boolean: ['true', 'false'],
  integer: ['77'],
  bytea: [`'\\x00'`],
  ARRAY: [`'{bots:read}'`, `'{10.0.0.0/8}'`, 'NULL'],
  jsonb: [`'[{"platform":"kick","methods":["GET"],"paths":["/x"]}]'`, 'NULL'],
};

async function columnsOf(table: string): Promise<{ column: string; others: readonly string[] }[]> {
  const { rows } = await db(
    `SELECT column_name AS column, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  return rows.map(({ column, type }) => ({ column: String(column), others: OTHERS[String(type)] ?? [] }));
}

/** Columns of which a change shows in what is remembered: without these the test would prove little. */
const TELLING = [
  'account_members.role',
  'accounts.personal_of',
  'api_token_secrets.valid_until',
  'api_tokens.allowed_cidrs',
  'api_tokens.expires_at',
  'api_tokens.passthrough_rules',
  'api_tokens.scopes',
  'bot_connections.access_token',
  'bot_connections.attached_to',
  'bot_connections.bot_username',
  'bot_connections.expires_at',
  'bot_connections.generation',
  'bot_connections.scopes',
  'bot_connections.status',
  'channel_connections.access_token',
  'channel_connections.channel_login',
  'channel_connections.status',
  'provider_overrides.use',
  'provider_settings.use',
  'users.status',
  'users.username',
];

describe('what is remembered of a token', () => {
  it('is asked for once while nothing changes, and again when something did', async () => {
    const before = await warm();
    const objects = await remembered(cast);
    expect(objects.token).toBe(before.token);
    expect(objects.place).toBe(before.place);
    await db('UPDATE users SET status = status WHERE id = $1', [cast.ada.id]);
    const after = await remembered(cast);
    expect(after).toEqual(before);
    expect(after.token).not.toBe(before.token);
    expect(after.place).not.toBe(before.place);
  });

  it('is what the database says, after a change of any column of any table behind it', async () => {
    const telling = new Set<string>();
    for (const [table, rows] of Object.entries(ROWS()))
      for (const { column, others } of await columnsOf(table)) {
        if (others.length === 0) throw new Error(`Nothing else is known for ${table}.${column}`);
        for (const where of rows)
          for (const other of others) if (await tells(table, column, where, other)) telling.add(`${table}.${column}`);
      }
    expect(TELLING.filter((column) => !telling.has(column))).toEqual([]);
  }, 120_000);

  /** @returns whether the change showed; the row is as it was then */
  async function tells(table: string, column: string, where: string, other: string): Promise<boolean> {
    const before = await remembered(cast);
    const { rows } = await db(`SELECT "${column}" AS value FROM ${table} WHERE ${where}`);
    const changed = await db(`UPDATE ${table} SET "${column}" = ${other} WHERE ${where} RETURNING ctid`).catch(
      () => null,
    );
    // Its constraints allow no such thing.
    if (changed === null) return false;
    const [told, truth] = [await remembered(cast), await asked(cast)];
    const value = column === 'passthrough_rules' ? JSON.stringify(rows[0]?.value) : rows[0]?.value;
    await db(`UPDATE ${table} SET "${column}" = $1 WHERE ctid = $2`, [value, changed.rows[0]?.ctid]);
    expect({ table, column, other, told }).toEqual({ table, column, other, told: truth });
    return JSON.stringify(told) !== JSON.stringify(before);
  }

  it('is what the database says, after something came that stands before what was there', async () => {
    const { accountId } = cast.ada;
    await warm();
    await db(`DELETE FROM provider_overrides WHERE account_id = $1`, [accountId]);
    const without = await remembered(cast);
    expect(without).toEqual(await asked(cast));
    await db(`INSERT INTO provider_overrides (account_id, platform, use) VALUES ($1, 'twitch', 'stop_all')`, [
      accountId,
    ]);
    const withOne = await remembered(cast);
    expect(withOne).toEqual(await asked(cast));
    expect(withOne.standing).not.toEqual(without.standing);
    await db('TRUNCATE provider_overrides');
    expect((await remembered(cast)).standing).toEqual(without.standing);
  });
});
