import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClient } from '../resolve/database.mjs';
import { repository } from '../resolve/options.mjs';
import { playRounds } from '../resolve/rounds.mjs';
import { Child } from '../resolve/servers/child.mjs';
import { startUnderstudy } from '../resolve/servers/understudy.mjs';
import { reportComparison, runComparison } from '../side-by-side.mjs';
import { seed } from './tokens.mjs';

const wanted = 1.2;

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
await runComparison('auth', async ({ url, generator, own }) => {
  await (await startUnderstudy('understudy (migrations)', options, url)).stop();
  await withClient(url, (client) => seed(client, tokens));
  const shared = { key: '', links: tokens, traffic: new URL('./traffic.mjs', import.meta.url).href };
  const child = own(await startUnderstudy('understudy', options, url));
  const entries = [{ name: 'understudy', child, ...shared }];
  const bare = fileURLToPath(new URL('./peers/node-http.mjs', import.meta.url));
  for (const pool of values.pools.split(',')) {
    const name = `node:http + pg (pool ${pool})`;
    entries.push({
      name,
      child: own(await Child.start(name, bare, { DATABASE_URL: url, POOL_SIZE: pool })),
      ...shared,
    });
  }
  const contestants = await playRounds(generator, entries, { rounds, seconds, warmup, connections });
  const title = `GET /v1/tokens/self, ${tokens} tokens, ${connections} connections, median of ${rounds} rounds of ${seconds} s`;
  return reportComparison(title, contestants, () => wanted);
});
