import { openServer } from './resolve/database.mjs';
import { Generator } from './resolve/load/generator.mjs';
import { formatRatio, isClean, printMachine, printTable, ratio, summarize } from './resolve/report.mjs';

/**
 * Gives a comparison its PostgreSQL, its load generator and an end: whatever it started is stopped, however it ends.
 *
 * @param {string} purpose names the database
 * @param {(setting: { url: string, generator: Generator, own: <T>(child: T) => T }) => Promise<boolean>} compare did all answer rightly?
 */
export async function runComparison(purpose, compare) {
  const server = await openServer();
  const generator = new Generator();
  const children = [];
  const own = (child) => {
    children.push(child);
    return child;
  };
  let database;
  try {
    printMachine(server.about);
    database = await server.create(purpose);
    process.exitCode = (await compare({ url: database.url, generator, own })) ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await database?.drop();
    generator.stop();
    await server.stop();
  }
  // What was interrupted may still hold timers and sockets.
  process.exit();
}

/**
 * Prints the table, and the first contestant's ratios to the others.
 *
 * @param {string} title
 * @param {import('./resolve/report.mjs').Contestant[]} contestants
 * @param {(name: string) => number | undefined} wantedOf the least ratio of throughput to a contestant of that name, if any is wanted
 */
export function reportComparison(title, contestants, wantedOf) {
  const summaries = contestants.map(summarize);
  console.log(`\n${title}`);
  printTable(summaries);
  const [own, ...others] = contestants;
  for (const other of others) {
    const wanted = wantedOf(other.name);
    const aim = wanted === undefined ? '' : `, wanted >= ${wanted}`;
    console.log(`understudy / ${other.name}: throughput ${formatRatio(ratio(own, other, 'throughput'))}${aim}`);
    console.log(`understudy / ${other.name}: p99        ${formatRatio(ratio(own, other, 'p99'))}`);
  }
  return isClean(summaries);
}
