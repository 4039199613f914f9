/** Names and values in turn, as Node holds what came. */
export type RawHeaders = readonly string[];

/** What an answer says, as undici reads it: names in lower case, bytes as Latin-1, what was repeated as a list. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a caller may tell the platform (lower case); everything else stays here. */
const TOLD = new Set([
  'accept',
  'accept-language',
  'content-encoding',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
  'user-agent',
  'x-idempotency-key',
]);

/** They describe a body, and are left out when none is sent. */
const OF_BODY = new Set(['content-encoding', 'content-length', 'content-type']);

/** Headers that could mean something else when they came twice. */
const SINGLE = new Set(['content-length', 'content-type', 'content-encoding', 'range', 'if-range']);

/** RFC 9110 section 7.6.1, and what else is between two neighbours only. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * What an answer keeps for itself: rules of the platform's origin for browsers, which are not ours; what would sign a client in or out; and
 * the names that this program's own answers use.
 */
const KEPT = new Set([
  ...HOP_BY_HOP,
  'alt-svc',
  'clear-site-data',
  'expect-ct',
  'idempotency-replayed',
  'nel',
  'origin-agent-cluster',
  'origin-trial',
  'public-key-pins',
  'refresh',
  'report-to',
  'reporting-endpoints',
  'server',
  'server-timing',
  'service-worker-allowed',
  'set-cookie',
  'set-cookie2',
  'sourcemap',
  'strict-transport-security',
  'via',
  'www-authenticate',
  'x-acting-as',
  'x-powered-by',
  'x-sourcemap',
]);

/** Families of the same: CORS, policies for browsers, and what proxies in front of the platform write for themselves. */
const KEPT_FAMILIES =
  /^(?:access-control-|cf-|content-security-policy|cross-origin-|permissions-policy|x-amz-|x-envoy-)/;

/** What a request header list says, or null when a header that must be single came twice. */
export function requestHeaders(
  raw: RawHeaders,
  ours: Readonly<Record<string, string>>,
  hasBody: boolean,
): Record<string, string> | null {
  const hidden = namedBy(connectionOf(raw));
  const told: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    if (!TOLD.has(name) || hidden.has(name) || (!hasBody && OF_BODY.has(name))) continue;
    const known = told[name];
    if (known !== undefined && SINGLE.has(name)) return null;
    told[name] = known === undefined ? value : `${known}, ${value}`;
  }
  // Ours come last, so that nothing a caller sends can stand in their place.
  for (const name in ours) told[name.toLowerCase()] = ours[name] ?? '';
  return told;
}

/**
 * What of the platform's answer goes back, names and values in turn; repeated headers stay repeated.
 *
 * @param ours names (lower case) that stand above the platform's
 */
export function answerHeaders(theirs: AnswerHeaders, ours: Readonly<Record<string, unknown>>): string[] {
  const hidden = namedBy(theirs.connection);
  const kept: string[] = [];
  for (const name in theirs) {
    const value = theirs[name];
    if (value === undefined || isKept(name) || Object.hasOwn(ours, name) || hidden.has(name)) continue;
    if (typeof value === 'string') kept.push(name, value);
    else for (const one of value) kept.push(name, one);
  }
  return kept;
}

/** What was found out about names. Platforms use few. */
const judged = new Map<string, boolean>();
const MAX_JUDGED = 1_000;

function isKept(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const kept = KEPT.has(name) || KEPT_FAMILIES.test(name);
  if (judged.size < MAX_JUDGED) judged.set(name, kept);
  return kept;
}

const NOTHING: ReadonlySet<string> = new Set();

/** `Connection` may name any header as being meant for this neighbour only. `keep-alive` is nothing that is told either way. */
function namedBy(connection: string | readonly string[] | undefined): ReadonlySet<string> {
  if (connection === undefined || connection === 'keep-alive') return NOTHING;
  return new Set([connection].flat().flatMap((value) => value.split(',').map((one) => one.trim().toLowerCase())));
}

function connectionOf(raw: RawHeaders): readonly string[] | undefined {
  const values = raw.filter((_, i) => i % 2 === 1 && raw[i - 1]?.toLowerCase() === 'connection');
  return values.length === 0 ? undefined : values;
}
