import { randomInt } from 'node:crypto';

/** Random choices that a seed repeats. */
export class Dice {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed;
  }

  /** With the seed of `FAULT_SEED`, else with a new one. */
  static thrown(): Dice {
    return new Dice(Number(process.env.FAULT_SEED ?? randomInt(2 ** 31)));
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** undefined when there is nothing to choose from. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.next() * from.length)];
  }

  /** mulberry32: 0 ≤ x < 1. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }
}
