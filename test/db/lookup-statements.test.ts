import { Pool } from 'pg';
import { createLogger } from '../../src/common/logging/logger.js';
import { LookupStatements } from '../../src/database/lookup-statements.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const CONNECTIONS_OF_LOOKUPS = `FROM pg_stat_activity WHERE application_name = 'understudy-lookups' AND datname = current_database()`;

describe('statements that look something up', () => {
  let database: TestDatabase;
  let behind: Pool;
  let lookups: LookupStatements;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    behind = new Pool({ connectionString: database.url, max: 2 });
    behind.on('error', () => undefined);
  });
  afterAll(async () => {
    await behind.end();
    await database.drop();
  });
  beforeEach(() => {
    const connection = { url: database.url, statementTimeoutMs: 500, connectTimeoutMs: 2_000 };
    lookups = new LookupStatements(connection, createLogger('silent'));
  });
  afterEach(() => lookups.close());

  const doubled = (n: number) =>
    lookups.rows<{ n: number }>('doubled', 'SELECT n * 2 AS n FROM unnest($1::int[]) AS asked (n)', [[n, n + 1]]);
  const named = (name: string | null) =>
    lookups.rows<{ name: string | null; pid: number }>('named', 'SELECT $1::text AS name, pg_backend_pid() AS pid', [
      name,
    ]);
  const uuid = (text: string) => lookups.rows<{ id: string }>('uuid', 'SELECT $1::uuid AS id', [text]);

  it('asked at one moment go over one connection, and each gets its own rows', async () => {
    for (let round = 0; round < 3; round++) {
      const [numbers, a, b] = await Promise.all([doubled(round), named(`r${round}`), named(null)]);
      expect(numbers).toEqual([{ n: round * 2 }, { n: round * 2 + 2 }]);
      expect([a[0]?.name, b[0]?.name]).toEqual([`r${round}`, null]);
      expect(a[0]?.pid).toBe(b[0]?.pid);
    }
    const { rows } = await behind.query(`SELECT count(*)::int AS open ${CONNECTIONS_OF_LOOKUPS}`);
    expect(rows).toEqual([{ open: 1 }]);
  });

  it('answer those beside one that cannot be carried out', async () => {
    const answers = await Promise.allSettled([doubled(1), uuid('no uuid at all'), named('beside')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { code: '22P02' } });
    expect(await named('after')).toMatchObject([{ name: 'after' }]);
  });

  it('fail together, once, when one takes too long, and work again', async () => {
    const slow = lookups.rows('slow', 'SELECT pg_sleep(5)', []);
    const answers = await Promise.allSettled([slow, named('beside')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await named('after')).toMatchObject([{ name: 'after' }]);
  });

  it('fail when the database ends their connection, and work again', async () => {
    const slow = lookups.rows('half a second', 'SELECT pg_sleep(0.4)', []);
    const ended = eventually(async () => {
      const { rowCount } = await behind.query(
        `SELECT pg_terminate_backend(pid) ${CONNECTIONS_OF_LOOKUPS} AND state = 'active'`,
      );
      return rowCount === 1;
    });
    await expect(slow).rejects.toThrow(/terminat/i);
    await ended;
    expect(await named('after')).toMatchObject([{ name: 'after' }]);
  });

  it('fail together when the values of one cannot be written, and never get the rows of another', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const unwritable = lookups.rows('unwritable', 'SELECT $1::text AS name', [circular]);
    const answers = await Promise.allSettled([named('before'), unwritable, named('behind')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await named('after')).toMatchObject([{ name: 'after' }]);
  });

  it('may not write', async () => {
    await expect(lookups.rows('write', 'CREATE TABLE forbidden (id int)', [])).rejects.toMatchObject({ code: '25006' });
  });
});
