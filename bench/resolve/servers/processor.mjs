import { readFileSync } from 'node:fs';

/** Linux counts a process's time in ticks of 10 ms (USER_HZ is 100 on every common build). */
const microsPerTick = 10_000;

/** @param {number} pid @returns {number | undefined} user and system time; undefined off Linux */
export function processorMicros(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name, in parentheses, may hold spaces: count fields from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * microsPerTick;
  } catch {
    return undefined;
  }
}
