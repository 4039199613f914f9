import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { urlOfRunning } from '../../src/database/embedded/index.js';
import { EmbeddedBench, isAlive, postmasterPid, query, until } from '../support/embedded-bench.js';

const ADDRESS = /^postgres:\/\/understudy:[\w-]{32}@127\.0\.0\.1:\d+\/understudy$/;

describe('the embedded PostgreSQL', () => {
  let bench: EmbeddedBench;
  beforeEach(() => (bench = new EmbeddedBench()));
  afterEach(() => bench.clear());

  it('makes a database at the first start and finds its data again at the second', async () => {
    const dataDir = bench.folder();
    const first = await bench.start(dataDir, { durable: true });
    expect(first.url).toMatch(ADDRESS);
    await query(first.url, `CREATE TABLE notes AS SELECT 'kept' AS text`);
    await first.stop();

    const second = await bench.start(dataDir, { durable: true });
    expect(await query(second.url, 'SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
    const settings = `SELECT current_setting('fsync') AS fsync, current_setting('TimeZone') AS zone,
      current_setting('server_encoding') AS encoding, current_setting('unix_socket_directories') AS sockets`;
    expect(await query(second.url, settings)).toEqual([{ fsync: 'on', zone: 'UTC', encoding: 'UTF8', sockets: '' }]);
  });

  it('keeps its files to itself', async () => {
    const dataDir = bench.folder();
    await bench.start(dataDir);
    const others = (name: string): number => statSync(join(dataDir, name)).mode & 0o007;
    expect(['.', 'postgres', 'postgres-password'].map(others)).toEqual([0, 0, 0]);
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres-password', 'server.lock']);
  });

  it('turns away a wrong password', async () => {
    const postgres = await bench.start(bench.folder());
    const wrong = postgres.url.replace(/:[\w-]{32}@/, ':guessed@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('stops once, however often it is asked to', async () => {
    const dataDir = bench.folder();
    const postgres = await bench.start(dataDir);
    const pid = postmasterPid(dataDir) ?? 0;
    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    expect(isAlive(pid)).toBe(false);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres-password']);
  });

  it('is found by a tool while it runs, and only then', async () => {
    const dataDir = bench.folder();
    expect(await urlOfRunning(dataDir)).toBeNull();
    const postgres = await bench.start(dataDir);
    expect(await urlOfRunning(dataDir)).toBe(postgres.url);
    await postgres.stop();
    expect(await urlOfRunning(dataDir)).toBeNull();
  });

  it('keeps our secrets out of the environment of its processes', async () => {
    const dataDir = bench.folder();
    await bench.own(dataDir, { UNDERSTUDY_MASTER_KEY: 'planted-secret' }).hear('url');
    const environment = readFileSync(`/proc/${postmasterPid(dataDir)}/environ`, 'utf8');
    expect(environment).toContain('TZ=UTC');
    expect(environment).not.toContain('planted-secret');
  });

  it('logs its starts, but never what queries contain', async () => {
    const postgres = await bench.start(bench.folder());
    await expect(query(postgres.url, 'SELECT $1::uuid', ['planted-value'])).rejects.toThrow('planted-value');
    await expect(query(postgres.url, `SELECT 'planted-text'::int`)).rejects.toThrow('planted-text');
    await postgres.stop();
    const log = bench.logged.join('\n');
    expect(log).toContain('info PostgreSQL: database system is ready to accept connections');
    expect(log).toContain('info PostgreSQL: database system is shut down');
    expect(log).not.toMatch(/planted|^warn|^error/m);
  });

  it('outlives a Ctrl-C in the terminal until the program stops it', async () => {
    const dataDir = bench.folder();
    const owner = bench.own(dataDir);
    const { url = '' } = await owner.hear('url');
    const pid = postmasterPid(dataDir) ?? 0;

    process.kill(-owner.pid, 'SIGINT');
    await owner.hear('interrupted');
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    await owner.tell('stop');
    expect(isAlive(pid)).toBe(false);
  });

  it('goes down with a program that exits without stopping it', async () => {
    const dataDir = bench.folder();
    const owner = bench.own(dataDir);
    await owner.hear('url');
    const pid = postmasterPid(dataDir) ?? 0;
    await owner.tell('exit');
    await until(() => !isAlive(pid));
  });
});
