export type Call = () => Promise<{ readonly status: number }>;

export interface Timed {
  readonly name: string;
  readonly status: number;
  readonly ms: number;
}

export async function timed(name: string, call: Call): Promise<Timed> {
  const began = performance.now();
  const { status } = await call();
  return { name, status, ms: Math.round(performance.now() - began) };
}

/** The slowest answer of each call. */
export function slowestOf(answers: readonly Timed[]): Record<string, number> {
  const slowest: Record<string, number> = {};
  for (const { name, ms } of answers) slowest[name] = Math.max(slowest[name] ?? 0, ms);
  return slowest;
}
