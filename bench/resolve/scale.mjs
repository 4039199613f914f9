import { preparedDatabase, settings } from './compare.mjs';
import { formatRatio, isClean, printTable, ratio, summarize } from './report.mjs';
import { playRounds } from './rounds.mjs';
import { createKey, startUnderstudy } from './servers/understudy.mjs';

const wanted = 0.9;

/**
 * Understudy alone, with few and with many links: the path should not notice the difference.
 *
 * @param {import('./run.mjs').Context} context
 */
export async function scale(context) {
  const { generator, options } = context;
  const entries = [];
  for (const [purpose, links] of Object.entries({ small: options.small, large: options.large })) {
    const url = await preparedDatabase(context, purpose, links);
    const child = context.owned(await startUnderstudy(`understudy (${purpose})`, options, url));
    entries.push({ name: `${links} links`, child, key: await createKey(child), links });
  }

  const contestants = await playRounds(generator, entries, options);
  const summaries = contestants.map(summarize);
  const [small, large] = contestants;
  const throughput = ratio(large, small, 'throughput');
  console.log(`\nUnderstudy alone, ${settings(options)}`);
  printTable(summaries);
  console.log(`${large.name} / ${small.name}: throughput ${formatRatio(throughput)}, wanted >= ${wanted}`);
  return { clean: isClean(summaries), figures: { summaries, throughput } };
}
