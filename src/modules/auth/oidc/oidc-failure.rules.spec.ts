import { judgeOidcFailure, type OidcError, type OidcFailure } from './oidc-failure.rules.js';

it.each<[OidcError, OidcFailure]>([
  [{ name: 'AuthorizationResponseError', error: 'access_denied' }, 'refused'],
  [{ name: 'AuthorizationResponseError', error: 'server_error' }, 'unavailable'],
  [{ name: 'ResponseBodyError', status: 400, error: 'invalid_grant' }, 'refused'],
  [{ name: 'ResponseBodyError', status: 401, error: 'invalid_client' }, 'unavailable'],
  [{ name: 'ResponseBodyError', status: 503, error: 'server_error' }, 'unavailable'],
  [{ name: 'WWWAuthenticateChallengeError', status: 401 }, 'unavailable'],
  [{ name: 'ClientError', code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' }, 'rejected'],
  [{ name: 'ClientError', code: 'OAUTH_INVALID_RESPONSE' }, 'rejected'],
  [{ name: 'ClientError', code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' }, 'rejected'],
  [{ name: 'ClientError', code: 'OAUTH_RESPONSE_IS_NOT_JSON' }, 'unavailable'],
  [{ name: 'ClientError', code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' }, 'unavailable'],
  [{ name: 'ClientError', code: 'OAUTH_TIMEOUT' }, 'unavailable'],
  [{ name: 'TypeError' }, 'unavailable'],
  [{ name: 'TimeoutError' }, 'unavailable'],
  [{}, 'unavailable'],
])('%j is %s', (error, expected) => {
  expect(judgeOidcFailure(error)).toBe(expected);
});
