/** Where a call goes: what the platform's address is, and the path and query that are sent to it. */
export interface Target {
  readonly origin: string;
  /** What goes on the request line, exactly: the path below the base, and the query as it came. */
  readonly path: string;
  /** Below the base, without leading slash and query: for rules of tokens and for the audit. */
  readonly resource: string;
}

/** Node leaves a request target alone, so what is no plain ASCII came from somebody who speaks HTTP by hand. */
const PLAIN = /^[\x21-\x7e]*$/;

/** Slashes, backslashes, dots, percent signs and control characters, hidden from whoever looks at the path before it is decoded. */
const HIDDEN = /%(?:2f|5c|2e|25|[01][0-9a-f]|7f)/i;

/**
 * Composes the address of a platform call from its configured base and what a caller asked for. The path is always below the base; where it
 * begins with the end of the base's own path (`helix/users` for `https://api.twitch.tv/helix`), that is not repeated.
 *
 * @param rest what follows `/v1/passthrough/<platform>/` in the request target, as it came, with query
 * @returns null when the path could mean something else to anybody on the way (see the traps in the table of the test)
 */
export function composeTarget(base: string, rest: string): Target | null {
  const [asked, query] = cut(rest);
  const { origin, pathname } = new URL(base);
  const root = pathname.replace(/\/+$/, '');
  const resource = withoutRepetition(asked, root);
  if (!PLAIN.test(rest) || rest.includes('#') || !isPlainPath(resource)) return null;
  const path = `${root}/${resource}`;
  const parsed = new URL(origin + path);
  // The rules above leave nothing that a parser could take for another host or directory; this makes sure.
  if (parsed.origin !== origin || !parsed.pathname.startsWith(`${root}/`)) return null;
  return { origin, path: query === undefined ? path : `${path}?${query}`, resource };
}

/** The path of what follows the platform in a request target, without the values that may stand behind it. */
export const pathAsked = (rest: string): string => rest.split(/[?#]/, 1)[0] ?? '';

function cut(rest: string): [path: string, query?: string] {
  const at = rest.indexOf('?');
  return at === -1 ? [rest] : [rest.slice(0, at), rest.slice(at + 1)];
}

function isPlainPath(path: string): boolean {
  if (path.includes('\\') || HIDDEN.test(path)) return false;
  const segments = path.split('/');
  // `//host`, and `user@host` where the first segment could be read as an authority. Further on `@` is needed (`/users/@me`).
  if (segments.some((segment, i) => segment === '' && i < segments.length - 1) || segments[0]?.includes('@')) {
    return false;
  }
  const decoded = decode(path);
  return decoded !== null && staysPlain(decoded, segments.length);
}

/** Also after the compatibility forms of Unicode, in which fullwidth dots and slashes become plain ones. */
function staysPlain(decoded: string, segments: number): boolean {
  const folded = decoded.normalize('NFKC').split(/[/\\]/);
  return folded.length === segments && folded.every((segment) => segment !== '.' && segment !== '..');
}

/** null for what is no percent-encoded UTF-8 (overlong forms, halves, `%zz`). */
function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Whoever copies `helix/users` from the platform's documents means the same as who writes `users`. */
function withoutRepetition(path: string, root: string): string {
  const parts = root.split('/').filter((part) => part !== '');
  for (let from = 0; from < parts.length; from++) {
    const prefix = `${parts.slice(from).join('/')}/`;
    if (path.startsWith(prefix)) return path.slice(prefix.length);
  }
  return path;
}
