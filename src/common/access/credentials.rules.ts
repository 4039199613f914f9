import type { IncomingHttpHeaders } from 'node:http';
import { PASSWORD_MAX_LENGTH } from '../crypto/password-policy.js';

/** What a request presents to say who it is. */
export type PresentedCredential =
  | { readonly kind: 'none' }
  | { readonly kind: 'service-key'; readonly secret: string }
  | { readonly kind: 'bearer'; readonly secret: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'conflict' };

export const SERVICE_KEY_HEADER = 'x-bot-api-key';

/** RFC 9110 section 11.4 token68, wide enough for our secrets and for JWTs. */
const AUTHORIZATION = /^(?:Bearer|Token) ([A-Za-z0-9._~+/=-]{1,8192})$/i;

/** RFC 7617: base64 of `username:password`, in UTF-8. */
const BASIC = /^Basic ([A-Za-z0-9+/]{1,2048}={0,2})$/i;
const USER_PASS = /^([^:]{1,254}):(.*)$/s;

/** Headers that name who calls or for whom: a second value could smuggle in another meaning, so it is refused. */
const ONCE_ONLY = new Set([
  'authorization',
  SERVICE_KEY_HEADER,
  'x-account-id',
  'idempotency-key',
  'x-request-id',
  'content-type',
  'cookie',
]);

/** Reads the one credential of a request. Two different kinds are a conflict, never a choice. */
export function presentedCredential(headers: IncomingHttpHeaders): PresentedCredential {
  const serviceKey = headers[SERVICE_KEY_HEADER];
  const authorization = headers.authorization;
  if (serviceKey !== undefined && authorization !== undefined) return { kind: 'conflict' };
  if (typeof serviceKey === 'string') return { kind: 'service-key', secret: serviceKey };
  if (authorization === undefined) return { kind: 'none' };
  const secret = AUTHORIZATION.exec(authorization)?.[1];
  return secret === undefined ? basicCredential(authorization) : { kind: 'bearer', secret };
}

function basicCredential(authorization: string): PresentedCredential {
  const encoded = BASIC.exec(authorization)?.[1];
  const text = encoded === undefined ? null : utf8Of(Buffer.from(encoded, 'base64'));
  const [, username, password] = (text === null ? null : USER_PASS.exec(text)) ?? [];
  if (username === undefined || password === undefined || password.length > PASSWORD_MAX_LENGTH)
    return { kind: 'unreadable' };
  return { kind: 'basic', username, password };
}

/** null for what is not UTF-8, or holds control characters, which neither names nor passwords do (RFC 7617 section 2). */
function utf8Of(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') || /\p{Cc}/u.test(text) ? null : text;
}

/**
 * The first header that came twice though it may come once, or null. Node joins or drops repeated headers silently, so the raw list
 * (name, value, name, value …) is read.
 */
export function repeatedHeader(rawHeaders: readonly string[], headers: IncomingHttpHeaders): string | null {
  // As many names as pairs: nothing came twice. True of nearly every request, and much cheaper than looking at each name.
  if (Object.keys(headers).length * 2 === rawHeaders.length) return null;
  let seen: Set<string> | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    if (!ONCE_ONLY.has(name)) continue;
    seen ??= new Set();
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
