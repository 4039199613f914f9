/** How a directory names people, as we ask for it. */
export interface DirectoryNames {
  readonly url: string;
  readonly baseDn: string;
}

/**
 * One spelling per person: directories ignore spaces at the ends and fold many characters into one (RFC 4518), so that a name could else
 * be tried under many spellings, each with attempts of its own.
 */
const PLAIN_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._@+-]{0,252}[A-Za-z0-9._@+-])?$/;

export const isPlainName = (login: string): boolean => PLAIN_NAME.test(login);

/** RFC 4515 section 3: what has a meaning in filters is written as its bytes. */
export function escapedForFilter(value: string): string {
  return [...Buffer.from(value, 'utf8')]
    .map((byte) => (isLetterOrDigit(byte) ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, '0')}`))
    .join('');
}

const isLetterOrDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

export const filterFor = (template: string, login: string): string =>
  template.replaceAll('{{username}}', () => escapedForFilter(login));

/**
 * The directory as an issuer. The same with and without TLS and in any case, so that people stay who they are when an operator turns
 * encryption on.
 */
export function issuerOf({ url, baseDn }: DirectoryNames): string {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'ldaps:' ? '636' : '389';
  const place = port === '' || port === usual ? hostname : `${hostname}:${port}`;
  return `ldap://${place.toLowerCase()}/${baseDn.toLowerCase().replace(/\s*([,=])\s*/g, '$1')}`;
}

type Attribute = string | readonly string[] | Buffer | readonly Buffer[] | undefined;

/** An entry as it was found. */
export type Entry = { readonly dn: string } & Readonly<Record<string, Attribute>>;

/** The first value of an attribute, which directories name in any case. */
export function firstOf(entry: Entry, attribute: string): string | Buffer | null {
  const name = Object.keys(entry).find((key) => key.toLowerCase() === attribute.toLowerCase());
  const value = name === undefined ? undefined : entry[name];
  const first: unknown = Array.isArray(value) ? (value as readonly unknown[])[0] : value;
  if (typeof first === 'string') return first === '' ? null : first;
  return Buffer.isBuffer(first) && first.length > 0 ? first : null;
}

/** What stays the same when somebody is renamed or moved: entryUUID (RFC 4530), Active Directory's objectGUID, else the name itself. */
export function subjectOf(entry: Entry): string {
  const uuid = firstOf(entry, 'entryUUID');
  if (typeof uuid === 'string') return uuid.toLowerCase();
  const guid = firstOf(entry, 'objectGUID');
  if (guid !== null) return Buffer.from(guid).toString('hex');
  return entry.dn.toLowerCase();
}

const STEP_MS = 300;

/**
 * How long a refusal is held back, so that it comes on a beat: whether the name has a password here, is known to the directory or to
 * nobody takes different times to find out.
 */
export const holdBackMs = (elapsedMs: number): number =>
  Math.ceil(Math.max(elapsedMs, 1) / STEP_MS) * STEP_MS - elapsedMs;
