import type { Unanswered } from './relay.types.js';

const TOO_SLOW = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** The connection ended behind the request: an idle one may have been closed by the platform in that very moment. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH']);

/** Nothing was sent: the connection never came about. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PRIVATE_ADDRESS',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Why a platform did not answer, by the `code` of undici's and Node's errors. */
export function unansweredBecause(code: string | null): Unanswered {
  if (code === 'CALLER_GONE') return 'gone';
  if (code !== null && TOO_SLOW.has(code)) return 'too_slow';
  return code !== null && BROKEN.has(code) ? 'broken' : 'unreachable';
}

/** Certainly: the platform never saw the request. */
export const wasNotSent = (code: string | null): boolean =>
  code !== null &&
  (NOT_SENT.has(code) || /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code));

/** The `code` of an error; several addresses that all failed come as one error without. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : null;
}
