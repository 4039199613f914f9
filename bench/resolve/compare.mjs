import { seed } from './seed.mjs';
import { formatRatio, isClean, printTable, ratio, summarize } from './report.mjs';
import { playOne, playRounds } from './rounds.mjs';
import { peerNames, startPeer } from './servers/peers.mjs';
import { createKey, startUnderstudy } from './servers/understudy.mjs';

const poolSizes = [10, 20];

/**
 * Understudy beside the two bare servers, on one database.
 *
 * @param {import('./run.mjs').Context} context
 */
export async function compare(context) {
  const { generator, options } = context;
  const url = await preparedDatabase(context, 'compare', options.links);
  const { links } = options;

  const child = context.owned(await startUnderstudy('understudy', options, url));
  const key = await createKey(child);
  const entries = [{ name: 'understudy', child, key, links }];
  for (const name of peerNames) {
    const peer = await bestPeer(context, name, url);
    entries.push({ ...peer, key, links });
  }

  const contestants = await playRounds(generator, entries, options);
  const summaries = contestants.map(summarize);
  console.log(`\nPOST /v1/platform-linking/resolve, ${options.links} links, ${settings(options)}`);
  printTable(summaries);
  const ratios = {};
  for (const other of contestants.slice(1)) {
    ratios[other.name] = {
      throughput: ratio(contestants[0], other, 'throughput'),
      p99: ratio(contestants[0], other, 'p99'),
    };
    console.log(`understudy / ${other.name}: throughput ${formatRatio(ratios[other.name].throughput)}`);
    console.log(`understudy / ${other.name}: p99        ${formatRatio(ratios[other.name].p99)}`);
  }
  return { clean: isClean(summaries), figures: { summaries, ratios } };
}

/** Which pool size suits a bare server depends on the machine: it gets the best of all. */
async function bestPeer(context, name, url) {
  const { generator, options } = context;
  let best;
  for (const size of options.pool === undefined ? poolSizes : [options.pool]) {
    const child = context.owned(await startPeer(name, url, size));
    const label = `${name} (pool ${size})`;
    const entry = { name, child, key: '', links: options.links };
    const trial = await playOne(generator, entry, { ...options, warmup: 2, seconds: 3 });
    console.log(`${label}: ${trial.throughput.toFixed(0)} req/s`);
    if (best && best.throughput >= trial.throughput) {
      await child.stop();
    } else {
      await best?.child.stop();
      best = { name: label, child, throughput: trial.throughput };
    }
  }
  return best;
}

/**
 * A new database, migrated by the program itself and then filled. The program is started anew
 * for the rounds, because its connections should plan with the statistics of the filled tables.
 */
export async function preparedDatabase(context, purpose, links) {
  const database = await context.createDatabase(purpose);
  const migrator = context.owned(await startUnderstudy('understudy (migrations)', context.options, database.url));
  await migrator.stop();
  const started = performance.now();
  await seed(database.url, links);
  console.log(`seeded ${links} links in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return database.url;
}

/** @param {{ connections: number, rounds: number, seconds: number }} options */
export const settings = ({ connections, rounds, seconds }) =>
  `${connections} connections, median of ${rounds} rounds of ${seconds} s, 10 % of ids not linked`;
