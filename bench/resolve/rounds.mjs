/**
 * Plays all rounds. Each server gets one round in turn, and each turn begins with another server:
 * what the machine does in the meantime then touches all of them alike.
 *
 * @typedef {{ name: string, child: import('./servers/child.mjs').Child, key: string, links: number, traffic?: string }} Entry
 * @param {import('./load/generator.mjs').Generator} generator
 * @param {Entry[]} entries
 * @param {{ rounds: number, seconds: number, warmup: number, connections: number }} options
 * @returns {Promise<import('./report.mjs').Contestant[]>}
 */
export async function playRounds(generator, entries, options) {
  const contestants = entries.map(({ name }) => ({ name, rounds: [] }));
  for (let round = 0; round < options.rounds; round += 1) {
    for (let turn = 0; turn < entries.length; turn += 1) {
      const index = (round + turn) % entries.length;
      contestants[index].rounds.push(await playOne(generator, entries[index], options));
    }
  }
  return contestants;
}

/** @param {Entry} entry */
export function playOne(generator, entry, { seconds, warmup, connections }) {
  const { child, key, links, traffic } = entry;
  return generator.play({ port: child.port, pid: child.pid, key, links, traffic, connections, warmup, seconds });
}
