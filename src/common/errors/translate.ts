import { isDatabaseOutage } from './database-outage.rules.js';
import { AppError } from './app-error.js';
import type { ErrorCode } from './catalogue.js';
import { databaseUnavailable } from './request.errors.js';

/** What the framework and the HTTP parser refuse by themselves, in our words. */
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request_malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request_malformed',
  FST_ERR_BAD_URL: 'request_malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'uri_too_long',
  HPE_HEADER_OVERFLOW: 'request_headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** Any failure as an entry of the catalogue. What nobody foresaw is `unexpected`, without detail. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    statusCode?: unknown;
  };
  const known = typeof code === 'string' ? FRAMEWORK_CODES[code] : undefined;
  if (known) return new AppError(known, { cause: error });
  // Also a client that went away before its body was complete (ECONNRESET, which else reads like a database outage).
  if (statusCode === 400) return new AppError('request_malformed', { cause: error });
  if (isDatabaseOutage(error)) return databaseUnavailable(error);
  return new AppError('unexpected', { cause: error });
}
