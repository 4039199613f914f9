/** 32 bytes in base 64 url. */
const TOKEN = /^[\w-]{43}$/;

/** What the program answers to those whom it is for. */
export const HANDED_OUT = [
  'link token',
  'service key',
  'access token',
  'refresh token',
  'refresh cookie',
  'platform user id',
  'system key',
  'platform access token',
  'state',
  'cookie of a sign-in',
];

/** Secrets that are recognised wherever they come out, in any usual encoding. */
export class Canaries {
  private readonly planted = new Map<string, string[]>();

  /** @param name what it is, for the message of a failed test */
  plant(name: string, secret: string): string {
    if (secret.length < 12) throw new Error(`${name} is too short to be recognised`);
    this.planted.set(name, [...(this.planted.get(name) ?? []), ...encodingsOf(secret)]);
    return secret;
  }

  /** The names of all secrets in a text, but those that may be there. */
  sungIn(text: string, allowed: readonly string[] = []): string[] {
    return [...this.planted]
      .filter(([name, encodings]) => !allowed.includes(name) && encodings.some((encoded) => text.includes(encoded)))
      .map(([name]) => name);
  }

  get names(): string[] {
    return [...this.planted.keys()];
  }
}

/** Plain, base 64 and base 64 url at each of the three alignments, hexadecimal (also of what a token encodes), url-encoded, in JSON. */
export function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encodings = [
    secret,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...(TOKEN.test(secret) ? [Buffer.from(secret, 'base64url').toString('hex')] : []),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...[0, 1, 2].flatMap((shift) => [innerBase64(bytes, shift, 'base64'), innerBase64(bytes, shift, 'base64url')]),
  ];
  return [...new Set(encodings)];
}

/** The characters that are the same whatever stands before and behind, when so many bytes of a group come before. */
function innerBase64(bytes: Buffer, shift: number, alphabet: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString(alphabet)
    .replaceAll('=', '');
  const foreign = Math.ceil((shift * 8) / 6);
  const partial = (shift + bytes.length) % 3 === 0 ? 0 : 1;
  return text.slice(foreign, text.length - partial);
}
