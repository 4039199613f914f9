import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { repository } from './options.mjs';

/**
 * A PostgreSQL server in which this run makes databases of its own.
 *
 * @typedef {{ about: string, create: (name: string) => Promise<Database>, stop: () => Promise<void> }} Server
 * @typedef {{ url: string, drop: () => Promise<void> }} Database
 */

/** @returns {Promise<Server>} */
export async function openServer() {
  const url = process.env.BENCH_DATABASE_URL ?? process.env.DATABASE_URL;
  return url ? server(url, async () => {}) : startEmbedded();
}

async function startEmbedded() {
  const helper = join(repository, 'dist/src/database/embedded/index.js');
  if (!existsSync(helper)) throw new Error('Run `npm run build` first, or set BENCH_DATABASE_URL.');
  const loaded = await import(pathToFileURL(helper).href);
  const { EmbeddedPostgres } = loaded.EmbeddedPostgres ? loaded : loaded.default;
  const dataDir = mkdtempSync(join(tmpdir(), 'understudy-bench-pg-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    // durable: the measured program must not get a database that skips its disk writes.
    const embedded = await EmbeddedPostgres.start({ dataDir, log: () => {}, durable: true });
    return await server(embedded.url, async () => {
      await embedded.stop();
      remove();
    });
  } catch (error) {
    remove();
    throw error;
  }
}

/** @param {string} url @param {() => Promise<void>} stop @returns {Promise<Server>} */
async function server(url, stop) {
  const version = await withClient(url, async (client) => (await client.query('SHOW server_version')).rows[0]);
  return {
    about: `PostgreSQL ${version.server_version}`,
    stop,
    async create(purpose) {
      const name = `bench_${purpose}_${randomBytes(4).toString('hex')}`;
      await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
      const own = new URL(url);
      own.pathname = `/${name}`;
      return {
        url: own.href,
        // FORCE: a server that did not end in time must not leave a million rows behind.
        drop: () => withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      };
    },
  };
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
