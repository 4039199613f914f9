import { Injectable } from '@nestjs/common';
import { PeriodicTasks } from '../common/time/periodic-tasks.js';
import { LastWrites } from './last-writes.js';

const WRITE_EVERY_MS = 30_000;

/** What happens on very many requests and needs no more than its latest value, such as a last use: noted in memory, written together. */
@Injectable()
export class LaterWrites {
  constructor(
    private readonly tasks: PeriodicTasks,
    private readonly lastWrites: LastWrites,
  ) {}

  /**
   * @param name of the task in the log
   * @param write gets the latest value of each key
   * @returns how to note a value: it is written within half a minute, or before the program ends; lost with a process that is killed
   */
  gather<V>(name: string, write: (noted: ReadonlyMap<string, V>) => Promise<void>): (key: string, value: V) => void {
    let noted = new Map<string, V>();
    const flush = async (): Promise<void> => {
      if (noted.size === 0) return;
      const taken = noted;
      noted = new Map();
      try {
        await write(taken);
      } catch (error) {
        // For the next round, where nothing newer came meanwhile.
        noted = new Map([...taken, ...noted]);
        throw error;
      }
    };
    this.tasks.every(name, WRITE_EVERY_MS, flush);
    this.lastWrites.add(flush);
    return (key, value) => void noted.set(key, value);
  }
}

/**
 * How long ago something was noted: the database says what time that was, as the clocks of replicas differ.
 *
 * @param at as `performance.now` told it
 */
export const secondsSince = (at: number): number => (performance.now() - at) / 1000;
