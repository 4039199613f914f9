import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/**
 * Asks again until the check answers something truthy, which is returned. A check that throws (a failed `expect`) is asked again
 * too; what it threw last is the failure.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 5_000, everyMs = 15 }: EventuallyOptions = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const outcome = await attempt(check);
    if ('answer' in outcome && outcome.answer) return outcome.answer;
    if (Date.now() >= deadline) throw failure(outcome, timeoutMs, check);
    await pause(everyMs);
  }
}

type Outcome<T> = { readonly answer: T } | { readonly thrown: unknown };

async function attempt<T>(check: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await check() };
  } catch (thrown) {
    return { thrown };
  }
}

function failure(outcome: Outcome<unknown>, timeoutMs: number, check: () => unknown): Error {
  if ('thrown' in outcome && outcome.thrown instanceof Error) return outcome.thrown;
  return new Error(`Waited ${timeoutMs} ms in vain for: ${check.toString()}`);
}
