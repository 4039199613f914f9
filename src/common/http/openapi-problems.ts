import { CATALOGUE, type ErrorCode } from '../errors/catalogue.js';
import { RESPONSE_HEADERS } from './openapi-headers.js';
import { componentReference, type MediaType, type ResponseObject, type Schema } from './openapi-types.js';

export const PROBLEM_MEDIA = 'application/problem+json';

const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457. Switch on `code` or `error_code`; both are stable and listed at `GET /v1/errors`.',
  required: ['type', 'title', 'status', 'instance', 'code', 'error_code'],
  properties: {
    type: { type: 'string', description: 'The address of the code in the catalogue' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What this very request did wrong' },
    instance: { type: 'string', description: 'The request id' },
    code: { type: 'string' },
    error_code: { type: 'integer' },
  },
};

const VALIDATION_PROBLEM: Schema = {
  description: 'One entry per wrong field.',
  allOf: [
    componentReference('Problem'),
    {
      type: 'object',
      required: ['errors'],
      properties: {
        code: { const: 'request_invalid' },
        errors: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['path', 'code', 'message'],
            properties: {
              path: { type: 'string', description: 'Dotted, e.g. `identities.3.platform`' },
              code: { type: 'string' },
              message: { type: 'string' },
            },
          },
        },
      },
    },
  ],
};

export const PROBLEM_SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: PROBLEM,
  ValidationProblem: VALIDATION_PROBLEM,
};

/** Answers that many routes share word by word are written down once. */
const SHARED: Readonly<Record<string, readonly ErrorCode[]>> = {
  Malformed: ['request_malformed', 'header_repeated', 'credentials_conflict'],
  Unauthorized: ['credentials_missing', 'credentials_rejected'],
  TooLarge: ['request_too_large'],
  AddressTooLong: ['uri_too_long'],
  UnsupportedMediaType: ['media_type_unsupported'],
  Invalid: ['request_invalid'],
  TooManyRequests: ['rate_limited'],
  Unexpected: ['unexpected'],
  Unavailable: ['database_unavailable'],
  OfPeopleUnavailable: ['database_unavailable', 'identity_provider_unavailable'],
  AccountIsBot: ['account_is_bot'],
  SlowedDown: ['rate_limited', 'busy'],
  ForbiddenToTokens: ['human_required', 'token_not_allowed', 'scope_missing', 'bot_users_disabled'],
  ForbiddenToMost: [
    'human_required',
    'system_admin_required',
    'token_not_allowed',
    'scope_missing',
    'bot_users_disabled',
  ],
};

export const sharedResponses = (): Record<string, ResponseObject> =>
  Object.fromEntries(Object.entries(SHARED).map(([name, codes]) => [name, problemResponse(codes)]));

/** The responses of an operation that may refuse with these codes, by status. */
export function problemResponses(codes: Iterable<ErrorCode>): Record<string, ResponseObject> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = CATALOGUE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, own]) => [String(status), sharedOr(own)]));
}

function sharedOr(codes: readonly ErrorCode[]): ResponseObject {
  const wanted = [...codes].sort().join();
  const name = Object.keys(SHARED).find((shared) => [...(SHARED[shared] ?? [])].sort().join() === wanted);
  return name === undefined ? problemResponse(codes) : { $ref: `#/components/responses/${name}` };
}

function problemResponse(codes: readonly ErrorCode[]): ResponseObject {
  return {
    description: codes.map((code) => CATALOGUE[code].title).join('; '),
    headers: headersOf(codes),
    content: { [PROBLEM_MEDIA]: problemMedia(codes) },
  };
}

function problemMedia(codes: readonly ErrorCode[]): MediaType {
  const others = codes.filter((code) => code !== 'request_invalid');
  const withCode: Schema = { allOf: [componentReference('Problem'), { properties: { code: { enum: others } } }] };
  const invalid = componentReference('ValidationProblem');
  const schemas = [...(others.length < codes.length ? [invalid] : []), ...(others.length > 0 ? [withCode] : [])];
  return {
    schema: schemas.length === 1 && schemas[0] ? schemas[0] : { anyOf: schemas },
    examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
  };
}

function exampleOf(code: ErrorCode): Record<string, unknown> {
  const { errorCode, status, title } = CATALOGUE[code];
  const problem = {
    type: `http://localhost:3000/v1/errors#${code}`,
    title,
    status,
    instance: '0b9cf0a2-5a0e-4d53-9b0e-1f2d3c4b5a69',
    code,
    error_code: errorCode,
  };
  if (code !== 'request_invalid') return problem;
  return { ...problem, errors: [{ path: 'name', code: 'is_string', message: 'name must be a string' }] };
}

function headersOf(codes: readonly ErrorCode[]): Record<string, unknown> {
  const { requestId, retryAfter, challenge, rateLimits } = RESPONSE_HEADERS;
  return {
    ...requestId,
    ...(codes.some((code) => CATALOGUE[code].status === 401) ? challenge : {}),
    ...(codes.includes('rate_limited') ? { ...rateLimits, ...retryAfter } : {}),
    ...(codes.includes('database_unavailable') || codes.includes('busy') ? retryAfter : {}),
  };
}
