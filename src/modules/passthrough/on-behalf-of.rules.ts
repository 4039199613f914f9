export const ON_BEHALF_OF_HEADERS = ['x-on-behalf-of', 'x-tau-on-behalf-of'] as const;

/** A connection id, a platform login or a bot user's username: visible UTF-8 without what separates list members or quotes. */
const NAME = /^[^\s,;"'\\\p{C}\ufffd]{1,100}$/u;

export type OnBehalfOf =
  | { readonly kind: 'absent' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'invalid'; readonly because: string };

/**
 * Reads whom a call is made as. Node joins repeated headers or keeps the first, so the raw list (name, value, name, value …) is read: a
 * second value could smuggle in another bot.
 */
export function readOnBehalfOf(rawHeaders: readonly string[]): OnBehalfOf {
  const given = new Map<string, string>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const header = ON_BEHALF_OF_HEADERS.find((one) => one === rawHeaders[i]?.toLowerCase());
    if (header === undefined) continue;
    if (given.has(header)) return { kind: 'invalid', because: `Send ${header} once.` };
    given.set(header, readName(rawHeaders[i + 1] ?? ''));
  }
  const [name, other = name] = [...given.values()];
  if (name === undefined) return { kind: 'absent' };
  if (name !== other) return { kind: 'invalid', because: 'The two spellings of the header name different bots.' };
  return NAME.test(name) ? { kind: 'named', name } : { kind: 'invalid', because: 'The header names one bot.' };
}

/** Header bytes arrive as Latin-1; logins that are not ASCII are sent as UTF-8. */
const readName = (value: string): string => foldName(Buffer.from(value.trim(), 'latin1').toString('utf8'));

/** Names match exactly after this. */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase();

/** `<platform>:<login>`; what a header cannot hold is percent-encoded. */
export function actingAs(platform: string, login: string): string {
  return `${platform}:${login.replace(/[^\x21-\x7e]|%/gu, (character) => encodeURIComponent(character))}`;
}
