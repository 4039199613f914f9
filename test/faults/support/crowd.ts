import type { Answer } from '../../support/client.js';

/** The same thing at once, many times; each knows its number. */
export function many<T>(count: number, work: (number: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => work(number)));
}

/** How often each status came. */
export function tallyOf(answers: readonly Pick<Answer<unknown>, 'status'>[]): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const { status } of answers) tally[status] = (tally[status] ?? 0) + 1;
  return tally;
}

/** Statuses that came although they should not. */
export function unexpectedIn(tally: Readonly<Record<string, number>>, expected: readonly number[]): string[] {
  return Object.keys(tally).filter((status) => !expected.includes(Number(status)));
}

/** Round robin. */
export function turnOf<T>(list: readonly T[], number: number): T {
  const one = list[number % list.length];
  if (one === undefined) throw new Error('Nobody is in the list');
  return one;
}
