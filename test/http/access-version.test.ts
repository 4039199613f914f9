import { givenHuman, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let bob: Human;
let viewer: Human;

beforeAll(async () => {
  world = await startWorld();
  [bob, viewer] = [await givenHuman(world), await givenHuman(world)];
});
afterAll(() => world.close());

const version = async (): Promise<unknown> => (await world.db.query('SELECT version FROM access_version')).rows[0];

describe('the version of what access is judged by', () => {
  const changing = (text: string): Promise<boolean> => changingAll([text]);

  /** Statements of one connection, one after the other. */
  async function changingAll(texts: readonly string[]): Promise<boolean> {
    const before = await version();
    const client = await world.db.connect();
    try {
      for (const text of texts) await client.query(text);
    } finally {
      client.release();
    }
    return JSON.stringify(await version()) !== JSON.stringify(before);
  }
  const touch = (): string => `UPDATE users SET status = status WHERE id = '${bob.id}'`;

  it('stays for what no remembered look-up reads, and for what was taken back', async () => {
    expect(await changing(`UPDATE api_tokens SET last_used_at = now(), last_used_ip = '::'`)).toBe(false);
    expect(await changing(`UPDATE bot_connections SET validated_at = now(), next_try_at = NULL`)).toBe(false);
    expect(await changing(`UPDATE users SET name = 'Somebody', updated_at = now()`)).toBe(false);
    expect(await changingAll(['BEGIN', touch(), 'ROLLBACK'])).toBe(false);
  });

  it('changes with a savepoint that is taken back and done again, and for what replication applies', async () => {
    const taken = ['SAVEPOINT here', touch(), 'SET CONSTRAINTS ALL IMMEDIATE', 'ROLLBACK TO here'];
    expect(await changingAll(['BEGIN', ...taken, 'COMMIT'])).toBe(false);
    expect(await changingAll(['BEGIN', ...taken, touch(), 'COMMIT'])).toBe(true);
    const applied = ['BEGIN', 'SET LOCAL session_replication_role = replica', `SET LOCAL search_path = ''`];
    expect(await changingAll([...applied, touch().replace('users', 'public.users'), 'COMMIT'])).toBe(true);
  });

  it('is never the same twice, and has nobody wait for another who changes something else', async () => {
    const [one, other] = [await world.db.connect(), await world.db.connect()];
    const before = await version();
    await one.query('BEGIN');
    await one.query(touch());
    // Were the version taken before the end, this would wait for the one above, and that for this.
    await other.query(`BEGIN; SET LOCAL lock_timeout = '2s'`);
    await other.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [bob.accountId]);
    const waits = one.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [bob.accountId]);
    await other.query(`UPDATE users SET status = status WHERE id = $1`, [viewer.id]);
    await other.query('COMMIT');
    const between = await version();
    await waits;
    await one.query('COMMIT');
    expect(new Set([before, between, await version()].map((one) => JSON.stringify(one))).size).toBe(3);
    one.release();
    other.release();
  });
});
