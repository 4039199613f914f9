import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base62, base62OfNumber } from './base62.js';

/** The kinds of our secrets: service key, system key, API token of a person, API token of a bot. */
export type SecretKind = 'svc' | 'sys' | 'pat' | 'bot';

/** 62^43 > 2^256, so 32 bytes always fit in 43 digits; 62^6 > 2^32. */
const BODY_DIGITS = 43;
const CHECK_DIGITS = 6;
const SHAPE = /^us_(svc|sys|pat|bot)_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/;

/** `us_<kind>_` + 32 random bytes + `_` + CRC32 of what precedes, all in base 62: secret scanners verify it offline. */
export function mintSecret(kind: SecretKind): string {
  const body = `us_${kind}_${base62(randomBytes(32), BODY_DIGITS)}`;
  return `${body}_${checkDigits(body)}`;
}

/** Shape and checksum only: junk is turned away before it costs a look-up. */
export function looksLikeSecret(text: string, kind: SecretKind): boolean {
  if (!text.startsWith(`us_${kind}_`) || !SHAPE.test(text)) return false;
  const body = text.slice(0, -CHECK_DIGITS - 1);
  return text.slice(-CHECK_DIGITS) === checkDigits(body);
}

/** SHA-256, all that is stored of a secret; 256 random bits need no salt and no slow hash. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** Constant-time for any two texts, by comparing digests of equal length. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hashSecret(a), hashSecret(b));
}

/** What may be shown of a secret in lists: its kind and first digits. */
export function secretPrefix(secret: string): string {
  return secret.slice(0, 'us_svc_'.length + 6);
}

function checkDigits(body: string): string {
  return base62OfNumber(crc32(body), CHECK_DIGITS);
}
