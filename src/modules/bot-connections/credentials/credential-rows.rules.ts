import type { CredentialTable } from '../connection.types.js';
import type { CredentialState } from './credentials.types.js';

/** What `stateColumns` answers, with the place of the question it answers, from 1. */
export interface StateRow extends Omit<CredentialState, 'table' | 'expiresAt' | 'freshUntil'> {
  readonly place: number;
  /** Seconds since 1970. */
  readonly expiresS: number | null;
  /** null = for ever. */
  readonly freshUntil: number | null;
}

/** One answer per question, in their order; null for what is not there. */
export function statesInPlaces(
  table: CredentialTable,
  rows: readonly StateRow[],
  count: number,
): (CredentialState | null)[] {
  const found = new Array<CredentialState | null>(count).fill(null);
  for (const row of rows) found[row.place - 1] = stateOf(table, row);
  return found;
}

/** Whole milliseconds, as the driver has times: a float is up to a quarter of a microsecond off, which must not cost one. */
export function stateOf(table: CredentialTable, { place: _, expiresS, freshUntil, ...row }: StateRow): CredentialState {
  const expiresAt = expiresS === null ? null : new Date(Math.floor(expiresS * 1000 + 0.001));
  return { table, ...row, expiresAt, freshUntil: freshUntil ?? Infinity };
}
