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
 * Unreserved characters (RFC 3986 section 2.3) without the dot: there is nothing to decode, to fold or to take for a directory in a path of
 * these, so it passes everything below as it is. Nearly every path that is asked for is one.
 */
const HARMLESS = /^(?:[\w~-]+\/)*[\w~-]*$/;

/**
 * Composes the address of a platform call from its configured base and what a caller asked for. The path is always below the base; where it
 * begins with the end of the base's own path (`helix/users` for `https://api.twitch.tv/helix`), that is not repeated.
 *
 * @param rest what follows `/v1/passthrough/<platform>/` in the request target, as it came, with query
 * @param harmless paths that need no closer look
 * @returns null when the path could mean something else to anybody on the way (see the traps in the table of the test)
 */
export function composeTarget(base: string, rest: string, harmless = HARMLESS): Target | null {
  if (!PLAIN.test(rest) || rest.includes('#')) return null;
  const [asked, query] = cut(rest);
  const read = readBase(base);
  const resource = withoutRepetition(asked, read);
  const path = `${read.root}/${resource}`;
  if (!harmless.test(resource) && !(isPlainPath(resource) && staysBelow(read, path))) return null;
  return { origin: read.origin, path: query === undefined ? path : `${path}?${query}`, resource };
}

/** What a base says, for every call below it. */
interface Base {
  readonly origin: string;
  /** Its path, without slash at the end. */
  readonly root: string;
  /** The ends of its path, longest first, each with a slash behind it. */
  readonly repeated: readonly string[];
}

const bases = new Map<string, Base>();

/** More than there are in a configuration; a forgotten one is read again. */
const MAX_BASES = 100;

function readBase(base: string): Base {
  const known = bases.get(base);
  if (known) return known;
  const { origin, pathname } = new URL(base);
  const root = pathname.replace(/\/+$/, '');
  const parts = root.split('/').filter((part) => part !== '');
  const read = { origin, root, repeated: parts.map((_, from) => `${parts.slice(from).join('/')}/`) };
  if (bases.size >= MAX_BASES) bases.clear();
  bases.set(base, read);
  return read;
}

/** The rules leave nothing that a parser could take for another host or directory; this makes sure. */
function staysBelow({ origin, root }: Base, path: string): boolean {
  const parsed = new URL(origin + path);
  return parsed.origin === origin && parsed.pathname.startsWith(`${root}/`);
}

/** The path of what follows the platform in a request target, without the values that may stand behind it. */
export function pathAsked(rest: string): string {
  const at = rest.search(/[?#]/);
  return at === -1 ? rest : rest.slice(0, at);
}

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
function withoutRepetition(path: string, { repeated }: Base): string {
  for (const prefix of repeated) if (path.startsWith(prefix)) return path.slice(prefix.length);
  return path;
}
