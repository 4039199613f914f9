import type { Operation, Parameter } from './openapi-types.js';

const text = (description: string, example: string): Record<string, unknown> => ({
  description,
  schema: { type: 'string' },
  example,
});

const reference = (name: string): Record<string, unknown> => ({ [name]: { $ref: `#/components/headers/${name}` } });

/** Every response header that the document speaks of. */
export const HEADER_COMPONENTS: Readonly<Record<string, unknown>> = {
  'X-Request-Id': text(
    'The `X-Request-Id` of the request, or a new one; also in every log line',
    '6f1f1d5e-8c43-4a4b-9d57-0f6b1f1a2b3c',
  ),
  'Retry-After': { description: 'Seconds until another attempt can succeed', schema: { type: 'integer' }, example: 12 },
  'WWW-Authenticate': text('RFC 6750', 'Bearer realm="understudy"'),
  RateLimit: text('What is left (`r`) and in how many seconds it is renewed (`t`)', '"link-tokens";r=9;t=60'),
  'RateLimit-Policy': text('How many (`q`) in how many seconds (`w`)', '"link-tokens";q=10;w=60'),
  'Idempotency-Replayed': text('`true` when this is the answer of an earlier request with the same key', 'true'),
};

export const RESPONSE_HEADERS = {
  requestId: reference('X-Request-Id'),
  retryAfter: reference('Retry-After'),
  challenge: reference('WWW-Authenticate'),
  rateLimits: { ...reference('RateLimit'), ...reference('RateLimit-Policy') },
  replayed: reference('Idempotency-Replayed'),
} as const;

export const ACCOUNT_HEADER: Parameter = {
  name: 'X-Account-Id',
  in: 'header',
  required: false,
  description:
    "The account this request is about; the caller's personal account when absent; for an API token that is bound to an account, that one.",
  schema: { type: 'string', format: 'uuid' },
};

/** Describes the headers of an operation's own (not refused) answers. */
export function describeHeaders(operation: Operation, is: { rateLimited: boolean }): void {
  const idempotent = operation.parameters.some(({ name }) => name === 'Idempotency-Key');
  for (const response of Object.values(operation.responses)) {
    response.headers = {
      ...response.headers,
      ...RESPONSE_HEADERS.requestId,
      ...(is.rateLimited ? RESPONSE_HEADERS.rateLimits : {}),
      ...(idempotent ? RESPONSE_HEADERS.replayed : {}),
    };
  }
}
