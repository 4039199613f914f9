import { writeFileSync } from 'node:fs';
import { compare } from './compare.mjs';
import { openServer } from './database.mjs';
import { Generator } from './load/generator.mjs';
import { readOptions, usage } from './options.mjs';
import { printMachine } from './report.mjs';
import { scale } from './scale.mjs';

/**
 * What a part works with. Servers and databases are registered here as they are made, so that
 * they go again however the part ends.
 */
export class Context {
  #children = [];
  #databases = [];

  constructor(server, generator, options) {
    this.server = server;
    this.generator = generator;
    this.options = options;
  }

  /** @param {import('./servers/child.mjs').Child} child */
  owned(child) {
    this.#children.push(child);
    return child;
  }

  /** @param {string} purpose */
  async createDatabase(purpose) {
    const database = await this.server.create(purpose);
    this.#databases.push(database);
    return database;
  }

  async release() {
    await Promise.all(this.#children.splice(0).map((child) => child.stop()));
    for (const database of this.#databases.splice(0)) await database.drop();
  }
}

/** @param {ReturnType<typeof readOptions>} options */
async function run(options) {
  const server = await openServer();
  const generator = new Generator();
  const context = new Context(server, generator, options);
  const interrupted = interruption();
  const figures = {};
  let clean = true;
  try {
    printMachine(server.about);
    for (const part of [options.compare && compare, options.scale && scale].filter(Boolean)) {
      const result = await Promise.race([part(context), interrupted]);
      figures[part.name] = result.figures;
      clean &&= result.clean;
      await context.release();
    }
  } finally {
    generator.stop();
    await context.release();
    await server.stop();
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (!clean) console.error('\nWrong answers or errors: these figures do not count.');
  return clean;
}

/** Ctrl+C ends the run through the same door as an error, so that nothing is left behind. */
function interruption() {
  const interrupted = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`ended by ${signal}`)));
  });
  interrupted.catch(() => {});
  return interrupted;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A part that was interrupted may still hold timers and sockets.
process.exit();
