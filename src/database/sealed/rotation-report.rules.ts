import type { ColumnReport } from './key-rotation.js';

/** What a person reads after a rotation: what was done, what still needs which key, and which keys nothing needs. */
export function composeReport(columns: readonly ColumnReport[], current: string, keyIds: readonly string[]): string {
  const width = Math.max(...columns.map(({ name }) => name.length));
  const lines = columns.map(
    ({ name, rewritten, good, altered }) =>
      `${name.padEnd(width)}  ${rewritten} sealed anew, ${good} open${altered > 0 ? `, ${altered} ALTERED OR MOVED` : ''}`,
  );
  const needed = neededKeys(columns);
  for (const [keyId, where] of needed) {
    const missing = keyIds.includes(keyId) ? '' : ' and is not configured';
    lines.push(`Key ${keyId} is still needed${missing}: ${where.join(', ')}`);
  }
  const free = keyIds.filter((id) => id !== current && !needed.has(id));
  for (const id of free) lines.push(`Key ${id} is needed by nothing: it may be removed from ENCRYPTION_KEYS`);
  return `${lines.join('\n')}\n`;
}

/** Nothing needs another key than the first, and everything opens. */
export function isComplete(columns: readonly ColumnReport[]): boolean {
  return columns.every(({ needs, altered }) => needs.size === 0 && altered === 0);
}

function neededKeys(columns: readonly ColumnReport[]): ReadonlyMap<string, string[]> {
  const needed = new Map<string, string[]>();
  for (const { name, needs } of columns)
    for (const [keyId, count] of needs) needed.set(keyId, [...(needed.get(keyId) ?? []), `${count} of ${name}`]);
  return needed;
}
