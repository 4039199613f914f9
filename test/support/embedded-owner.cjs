'use strict';
/**
 * A program that owns an embedded PostgreSQL, for tests that end it in rude ways. Plain CommonJS on the
 * built output: it must be a process of its own. Speaks JSON lines; obeys "stop" and "exit" on its input.
 */
const { resolve } = require('node:path');
const { createInterface } = require('node:readline');

const { EmbeddedPostgres } = require(resolve(__dirname, '../../dist/src/database/embedded/index.js'));

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function main() {
  const dataDir = process.argv[2];
  const postgres = await EmbeddedPostgres.start({ dataDir, durable: true, log: () => undefined });
  process.on('SIGINT', () => say({ interrupted: true }));
  createInterface({ input: process.stdin }).on('line', async (line) => {
    if (line === 'stop') await postgres.stop();
    process.exit(0);
  });
  say({ url: postgres.url });
}

main().catch((error) => {
  say({ error: error.message });
  process.exit(1);
});
