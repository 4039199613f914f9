const CURSOR = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,9})$/;

/** `<turn>.<seq>`: where a reader stands. The number has leading zeros, so that texts sort as the events do. */
export const cursorAt = (turnId: string, seq: number): string => `${turnId}.${String(seq).padStart(6, '0')}`;

/**
 * The number of the last event that the reader has.
 *
 * @returns null = none, from the start; `unknown` = a cursor that is none of this turn
 */
export function seqOfCursor(turnId: string, cursor: string | null): number | 'unknown' | null {
  if (cursor === null || cursor === '') return null;
  const [, turn, seq] = CURSOR.exec(cursor) ?? [];
  return turn === turnId ? Number(seq) : 'unknown';
}
