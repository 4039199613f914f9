import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = resolve(fileURLToPath(new URL('../..', import.meta.url)));

export const usage = `npm run bench:resolve -- [options]

  --compare            only the comparison with bare node:http + pg and bare Fastify + pg
  --scale              only the comparison of a small and a large database
  --seconds <n>        measured seconds of one round (6)
  --warmup <n>         unmeasured seconds before each round (2)
  --rounds <n>         rounds per server (3)
  --connections <n>    keep-alive connections (64)
  --links <n>          links in the comparison's database (100000)
  --small <n>          links in the small database (10000)
  --large <n>          links in the large database (1000000)
  --pool <n>           fix the peers' pool size instead of trying 10 and 20
  --program <path>     the built program (dist/src/main.js)
  --env <KEY=VALUE>    extra environment for the program; may be repeated
  --json <path>        also write the figures to a file

The database server is BENCH_DATABASE_URL or DATABASE_URL (databases bench_* are created there
and dropped again), else the program's own embedded PostgreSQL in a temporary folder.`;

const flags = {
  compare: { type: 'boolean' },
  scale: { type: 'boolean' },
  seconds: { type: 'string', default: '6' },
  warmup: { type: 'string', default: '2' },
  rounds: { type: 'string', default: '3' },
  connections: { type: 'string', default: '64' },
  links: { type: 'string', default: '100000' },
  small: { type: 'string', default: '10000' },
  large: { type: 'string', default: '1000000' },
  pool: { type: 'string' },
  program: { type: 'string', default: 'dist/src/main.js' },
  env: { type: 'string', multiple: true, default: [] },
  json: { type: 'string' },
  help: { type: 'boolean' },
};

/** Upper bounds, so that a slip of the keyboard cannot occupy the machine for hours. */
const numbers = {
  seconds: 120,
  warmup: 60,
  rounds: 50,
  connections: 1024,
  links: 5_000_000,
  small: 5_000_000,
  large: 5_000_000,
  pool: 90,
};

/** @param {string} name @param {string | undefined} text */
function toNumber(name, text) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > numbers[name]) {
    throw new Error(`--${name} must be a whole number from 1 to ${numbers[name]}, not "${text}"`);
  }
  return value;
}

/** @param {string[]} pairs */
function toEnvironment(pairs) {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new Error(`--env wants KEY=VALUE, not "${pair}"`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** @param {string[]} argv */
export function readOptions(argv) {
  const { values } = parseArgs({ args: argv, options: flags, strict: true });
  const options = { ...values, env: toEnvironment(values.env) };
  for (const name of Object.keys(numbers)) options[name] = toNumber(name, values[name]);
  const both = !values.compare && !values.scale;
  options.compare = both || Boolean(values.compare);
  options.scale = both || Boolean(values.scale);
  options.program = resolve(repository, values.program);
  return options;
}
