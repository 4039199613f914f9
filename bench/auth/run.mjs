import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { openServer, withClient } from '../resolve/database.mjs';
import { Generator } from '../resolve/load/generator.mjs';
import { repository } from '../resolve/options.mjs';
import { formatRatio, isClean, printMachine, printTable, ratio, summarize } from '../resolve/report.mjs';
import { playRounds } from '../resolve/rounds.mjs';
import { Child } from '../resolve/servers/child.mjs';
import { startUnderstudy } from '../resolve/servers/understudy.mjs';
import { seed } from './tokens.mjs';

const wanted = 1.2;
const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    warmup: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
    tokens: { type: 'string', default: '20000' },
    pools: { type: 'string', default: '10,20' },
  },
});
const [seconds, warmup, rounds, connections, tokens] = ['seconds', 'warmup', 'rounds', 'connections', 'tokens'].map(
  (name) => Number(values[name]),
);
const options = { program: resolve(repository, 'dist/src/main.js'), env: {} };

/** GET /v1/tokens/self with an API token, beside a bare node:http server that does one prepared look-up. */
async function compare(server, generator, children) {
  const database = await server.create('auth');
  try {
    await (await startUnderstudy('understudy (migrations)', options, database.url)).stop();
    await withClient(database.url, (client) => seed(client, tokens));
    const own = (child) => {
      children.push(child);
      return child;
    };
    const shared = { key: '', links: tokens, traffic: new URL('./traffic.mjs', import.meta.url).href };
    const child = own(await startUnderstudy('understudy', options, database.url));
    const entries = [{ name: 'understudy', child, ...shared }];
    for (const size of values.pools.split(',')) {
      const environment = { DATABASE_URL: database.url, POOL_SIZE: size };
      const peer = own(await Child.start('node:http + pg', file('./peers/node-http.mjs'), environment));
      entries.push({ name: `node:http + pg (pool ${size})`, child: peer, ...shared });
    }
    return report(await playRounds(generator, entries, { rounds, seconds, warmup, connections }));
  } finally {
    await Promise.all(children.splice(0).map((child) => child.stop()));
    await database.drop();
  }
}

/** @param {import('../resolve/report.mjs').Contestant[]} contestants */
function report(contestants) {
  const summaries = contestants.map(summarize);
  console.log(
    `\nGET /v1/tokens/self, ${tokens} tokens, ${connections} connections, median of ${rounds} rounds of ${seconds} s`,
  );
  printTable(summaries);
  const [own, ...others] = contestants;
  for (const other of others) {
    console.log(
      `understudy / ${other.name}: throughput ${formatRatio(ratio(own, other, 'throughput'))}, wanted >= ${wanted}`,
    );
    console.log(`understudy / ${other.name}: p99        ${formatRatio(ratio(own, other, 'p99'))}`);
  }
  return isClean(summaries);
}

const server = await openServer();
const generator = new Generator();
const children = [];
try {
  printMachine(server.about);
  process.exitCode = (await compare(server, generator, children)) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  generator.stop();
  await server.stop();
}
process.exit();
