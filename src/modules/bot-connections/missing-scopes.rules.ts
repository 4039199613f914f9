/** What was asked for and not granted. Platforms write scopes in any order, and people may untick some. */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  const held = new Set(granted);
  return asked.filter((scope) => !held.has(scope));
}
