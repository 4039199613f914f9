/** Verbs that say nothing without what they are about. */
const NEEDS_NOUN = new Set(
  'add change check create delete disable enable find get issue list put read register remove rename replace revoke rotate show update'.split(
    ' ',
  ),
);

/** Verbs about all of them; the others are about one. */
const PLURAL = new Set(['list', 'read', 'check']);

/** Nouns that say nothing without whose they are. */
const NEEDS_OWNER = new Set(['info', 'status', 'self']);

/** Places whose last word is not what the thing is called. */
const CALLED: Readonly<Record<string, string>> = { '/v1/platform-linking/tokens': 'link-tokens' };

/**
 * Names for generated clients, in which controllers mean nothing: `rotate` at `/v1/admin/service-keys/{id}/rotate` is
 * `rotateServiceKey`, `resolveBatch` stays as it is.
 *
 * @param generated `Controller_method`, as @nestjs/swagger has it
 */
export function operationIdOf(generated: string, path: string): string {
  const method = generated.split('_')[1] ?? generated;
  const noun = nounOf(path, method);
  if (noun === '') return method;
  if (NEEDS_OWNER.has(method)) return uncapitalized(singular(noun)) + capitalized(method);
  if (!NEEDS_NOUN.has(method)) return method;
  return method + (PLURAL.has(method) ? noun : singular(noun));
}

/** The last word of the path that names a thing, in PascalCase. */
function nounOf(path: string, method: string): string {
  const named = Object.keys(CALLED).find((place) => path.startsWith(place));
  const words = path.split('/').filter((word) => /^[a-z]/.test(word) && word !== 'v1' && word !== method);
  const word = (named === undefined ? words.at(-1) : CALLED[named]) ?? '';
  return word.split(/[-.]/).map(capitalized).join('');
}

function singular(noun: string): string {
  return noun.endsWith('s') && !noun.endsWith('ss') ? noun.slice(0, -1) : noun;
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const uncapitalized = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
