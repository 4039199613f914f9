import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedBench, isAlive, postmasterPid, query, until } from '../support/embedded-bench.js';
import { onlyWhere } from '../support/only-where.js';

const isRoot = process.getuid?.() === 0;

describe('the embedded PostgreSQL in trouble', () => {
  let bench: EmbeddedBench;
  beforeEach(() => (bench = new EmbeddedBench()));
  afterEach(() => bench.clear());

  it('keeps all data when the program is killed, and ends the orphaned server at the next start', async () => {
    const dataDir = bench.folder();
    const owner = bench.own(dataDir);
    const { url = '' } = await owner.hear('url');
    await query(url, `CREATE TABLE notes AS SELECT 'kept' AS text`);
    const orphan = postmasterPid(dataDir) ?? 0;
    await owner.kill();
    expect(isAlive(orphan)).toBe(true);

    const next = await bench.start(dataDir);
    expect(isAlive(orphan)).toBe(false);
    expect(await query(next.url, 'SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
  });

  it('starts after both the program and the server were killed', async () => {
    const dataDir = bench.folder();
    const owner = bench.own(dataDir);
    const { url = '' } = await owner.hear('url');
    await query(url, `CREATE TABLE notes AS SELECT 'kept' AS text`);
    await owner.kill();
    process.kill(postmasterPid(dataDir) ?? 0, 'SIGKILL');

    const next = await bench.start(dataDir);
    expect(await query(next.url, 'SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
  });

  it('refuses a second program, naming the first', async () => {
    const dataDir = bench.folder();
    const owner = bench.own(dataDir);
    const { url = '' } = await owner.hear('url');
    await expect(bench.start(dataDir)).rejects.toThrow(`in use by another program (pid ${owner.pid})`);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets exactly one of many take over the lock of a dead program', async () => {
    const dataDir = bench.folder();
    const dead = bench.own(dataDir);
    await dead.hear('url');
    await dead.kill();
    // As if one more had been killed while taking over.
    writeFileSync(join(dataDir, 'server.lock.takeover'), JSON.stringify({ pid: dead.pid, mark: 'old', token: 'old' }));

    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => bench.own(dataDir).outcome()));
    expect(outcomes.filter(({ url }) => url !== undefined)).toHaveLength(1);
    expect(outcomes.filter(({ error }) => error?.includes('in use by another program'))).toHaveLength(4);
  });

  it('is not fooled by a stale lock whose pid belongs to another process by now', async () => {
    const dataDir = bench.folder();
    await (await bench.start(dataDir)).stop();
    const stale = { pid: process.pid, mark: 'boot:1', token: 'old' };
    writeFileSync(join(dataDir, 'server.lock'), JSON.stringify(stale));
    const postgres = await bench.start(dataDir);
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('leaves alone an innocent process whose pid stands in a stale postmaster.pid', async () => {
    const dataDir = bench.folder();
    await (await bench.start(dataDir)).stop();
    const cluster = join(dataDir, 'postgres');
    // Of the same account, as PostgreSQL itself would shrink back from such a one.
    const { uid, gid } = statSync(cluster);
    const innocent = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
    try {
      const lines = [innocent.pid, cluster, 1, 5432, '', '127.0.0.1', '  1  1', 'ready', ''];
      writeFileSync(join(cluster, 'postmaster.pid'), lines.join('\n'));
      const postgres = await bench.start(dataDir);
      expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(isAlive(innocent.pid ?? 0)).toBe(true);
    } finally {
      innocent.kill();
    }
  });

  it('heals on the same address when the server is killed', async () => {
    const dataDir = bench.folder();
    const { url } = await bench.start(dataDir, { durable: true });
    await query(url, `CREATE TABLE notes AS SELECT 'kept' AS text`);
    process.kill(postmasterPid(dataDir) ?? 0, 'SIGKILL');
    const rows = await until(() => query(url, 'SELECT text FROM notes').catch(() => undefined));
    expect(rows).toEqual([{ text: 'kept' }]);
    expect(bench.logged.join('\n')).toContain('error PostgreSQL was killed by SIGKILL unexpectedly');
  });

  it('can be stopped while it is being brought back', async () => {
    const dataDir = bench.folder();
    const postgres = await bench.start(dataDir);
    process.kill(postmasterPid(dataDir) ?? 0, 'SIGKILL');
    await until(() => bench.logged.some((line) => line.includes('unexpectedly')));
    await postgres.stop();
    expect(readdirSync(dataDir)).not.toContain('server.lock');
    await expect(query(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    const next = await bench.start(dataDir);
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('comes back however often the server dies', async () => {
    const dataDir = bench.folder();
    const postgres = await bench.start(dataDir);
    const killed = new Set<number>();
    await until(() => {
      const pid = postmasterPid(dataDir);
      if (pid !== undefined && !killed.has(pid) && isAlive(pid)) process.kill(pid, 'SIGKILL');
      if (pid !== undefined) killed.add(pid);
      return killed.size === 5;
    });
    await until(() =>
      query(postgres.url, 'SELECT 1').then(
        () => true,
        () => false,
      ),
    );
    await postgres.stop();
  });

  it('starts cleanly after the very first start was killed half way', async () => {
    const dataDir = bench.folder();
    const owner = bench.own(dataDir);
    const workshops = (): string[] =>
      existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-')) : [];
    await until(() => workshops().some((name) => existsSync(join(dataDir, name, 'cluster/PG_VERSION'))));
    await owner.kill();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);

    const postgres = await bench.start(dataDir);
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('sets a new password when the file with the old one is lost', async () => {
    const dataDir = bench.folder();
    const first = await bench.start(dataDir);
    await first.stop();
    rmSync(join(dataDir, 'postgres-password'));
    const second = await bench.start(dataDir);
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says what to do about a database of another PostgreSQL version', async () => {
    const dataDir = bench.folder();
    await (await bench.start(dataDir)).stop();
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n');
    await expect(bench.start(dataDir)).rejects.toThrow(/made by PostgreSQL 17.*set DATA_DIR to a new folder/s);
    expect(readdirSync(dataDir)).not.toContain('server.lock');
  });

  onlyWhere(isRoot, 'only root is refused by PostgreSQL')(
    'says what to do when root keeps the data in a folder closed to others',
    async () => {
      const closed = bench.folder(0o700);
      await expect(bench.start(closed)).rejects.toThrow(/closed to that user\. Set DATA_DIR/);
    },
  );
});
