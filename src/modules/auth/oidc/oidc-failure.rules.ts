export type OidcFailure = 'unavailable' | 'refused' | 'rejected';

/** What openid-client throws, as far as it matters here. */
export interface OidcError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly error?: unknown;
}

/** The provider did not answer what the protocol says: it is broken, or something in front of it is. */
const NOT_CONFORM: ReadonlySet<unknown> = new Set([
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
]);

/** It answered, about us: the operator must look. */
const OUR_SETUP: ReadonlySet<unknown> = new Set(['invalid_client', 'unauthorized_client']);

/** Said to the browser instead of a code: it is the provider's own trouble. */
const ITS_TROUBLE: ReadonlySet<unknown> = new Set(['server_error', 'temporarily_unavailable']);

/**
 * `refused`: the provider says no. `rejected`: what it says of the person does not hold (signature, nonce, issuer, audience, time).
 * `unavailable`: it cannot be reached or understood, which is also the verdict on what nobody foresaw.
 */
export function judgeOidcFailure({ name, code, status, error }: OidcError): OidcFailure {
  if (name === 'AuthorizationResponseError') return ITS_TROUBLE.has(error) ? 'unavailable' : 'refused';
  if (name === 'ResponseBodyError') {
    const theirs = typeof status === 'number' && status >= 500;
    return theirs || OUR_SETUP.has(error) ? 'unavailable' : 'refused';
  }
  if (name === 'WWWAuthenticateChallengeError') return 'unavailable';
  if (typeof code === 'string' && code.startsWith('OAUTH_')) return NOT_CONFORM.has(code) ? 'unavailable' : 'rejected';
  return 'unavailable';
}
