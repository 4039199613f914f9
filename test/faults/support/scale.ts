/** Every fault test has a short form, for each change, and a long one (`FAULTS=long`), for the night. */
export const LONG = process.env.FAULTS === 'long';

/** How often something is done: `FAULT_<NAME>` when given, else by the form. */
export function times(name: string, { short, long }: { readonly short: number; readonly long: number }): number {
  const given = process.env[`FAULT_${name}`];
  if (given === undefined || given === '') return LONG ? long : short;
  if (!/^[1-9]\d*$/.test(given)) throw new Error(`FAULT_${name} must be a positive number`);
  return Number(given);
}

/** Figures of a run, for whoever reads its output. */
export function report(what: string, figures: Readonly<Record<string, unknown>>): void {
  const text = Object.entries(figures).map(([name, value]) => `${name}=${shown(value)}`);
  process.stderr.write(`  ${what}: ${text.join(' ')}\n`);
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
