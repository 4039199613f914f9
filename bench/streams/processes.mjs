import { readdirSync, readFileSync } from 'node:fs';

const MICROS_PER_TICK = 10_000;
const PAGES_TO_KB = 4;

/** Fields of a `stat` file behind the command name, which may hold spaces. */
function statOf(path) {
  const text = readFileSync(path, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

const microsIn = (path) => {
  const fields = statOf(path);
  return (Number(fields[11]) + Number(fields[12])) * MICROS_PER_TICK;
};

/** Processor time of a process: all of it, and of the thread that runs JavaScript. A busy machine changes neither much. */
export const processorTime = (pid) => ({
  all: microsIn(`/proc/${pid}/stat`),
  loop: microsIn(`/proc/${pid}/task/${pid}/stat`),
});

/** Of PostgreSQL's processes for one database; those that have ended are not in it. */
export function databaseTime(url) {
  const name = new URL(url).pathname.slice(1);
  let micros = 0;
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(` ${name} `)) micros += microsIn(`/proc/${pid}/stat`);
    } catch {
      // It ended meanwhile.
    }
  }
  return micros;
}

export const residentKb = (pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGES_TO_KB;
