import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClient } from '../resolve/database.mjs';
import { repository } from '../resolve/options.mjs';
import { playRounds } from '../resolve/rounds.mjs';
import { Child } from '../resolve/servers/child.mjs';
import { startUnderstudy } from '../resolve/servers/understudy.mjs';
import { reportComparison, runComparison } from '../side-by-side.mjs';
import { measureSlowAnswers } from './memory.mjs';
import { keyBytes, seed } from './seed.mjs';

const wanted = 1;
const near = (path) => new URL(path, import.meta.url);

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    warmup: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
    bots: { type: 'string', default: '100' },
    slow: { type: 'string', default: '500' },
    kilobytes: { type: 'string', default: '1,1024' },
  },
});
const [seconds, warmup, rounds, connections, bots, slow] = [
  'seconds',
  'warmup',
  'rounds',
  'connections',
  'bots',
  'slow',
].map((name) => Number(values[name]));

const peers = {
  '@fastify/http-proxy': fileURLToPath(near('./peers/http-proxy.mjs')),
  'node:http + undici': fileURLToPath(near('./peers/bare-undici.mjs')),
};

/** A relayed GET with token, actor, credential and audit, beside proxies that do nothing but proxy. */
await runComparison('relay', async ({ url, generator, own }) => {
  const upstream = own(await Child.start('upstream', fileURLToPath(near('./peers/upstream.mjs')), {}));
  const origin = `http://127.0.0.1:${upstream.port}`;
  const children = [await startOurs(url, origin, own)];
  for (const [name, script] of Object.entries(peers)) {
    children.push(own(await Child.start(name, script, { UPSTREAM: origin })));
  }
  let clean = true;
  for (const kilobytes of values.kilobytes.split(',').map(Number)) {
    clean = (await compare(generator, children, kilobytes)) && clean;
  }
  for (const child of children) {
    const { before, during, running } = await measureSlowAnswers(child, bots, slow);
    console.log(
      `${child.name}: ${before.toFixed(0)} MB, with ${running} slow answers on their way ${during.toFixed(0)} MB`,
    );
  }
  return clean;
});

async function startOurs(url, origin, own) {
  const env = {
    ENCRYPTION_KEYS: `bench:${keyBytes.toString('base64')}`,
    PROVIDER_KICK_CLIENT_ID: 'bench',
    PROVIDER_KICK_CLIENT_SECRET: 'bench',
    PROVIDER_KICK_API_URL: `${origin}/public/v1`,
  };
  const options = { program: resolve(repository, 'dist/src/main.js'), env };
  await (await startUnderstudy('understudy (migrations)', options, url)).stop();
  await withClient(url, (client) => seed(client, bots));
  return own(await startUnderstudy('understudy', options, url));
}

async function compare(generator, children, kilobytes) {
  const traffic = near(`./traffic.mjs?kilobytes=${kilobytes}`).href;
  const entries = children.map((child) => ({ name: child.name, child, key: '', links: bots, traffic }));
  const contestants = await playRounds(generator, entries, { rounds, seconds, warmup, connections });
  const title = `GET /v1/passthrough/kick/users, ${kilobytes} KB answers, ${bots} bots, ${connections} connections, median of ${rounds} rounds of ${seconds} s`;
  return reportComparison(title, contestants, (name) => (name.startsWith('@') ? wanted : undefined));
}
