import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import type { ErrorCode } from '../errors/catalogue.js';

/** Server-sent events; a client of one of these holds its connection open. */
export interface EventStream {
  readonly events: string;
  /** Name and meaning of the headers that tell what is streamed. */
  readonly headers: Readonly<Record<string, string>>;
  /** When there is nothing to stream, 204 says so. */
  readonly orNothing?: boolean;
}

export interface AnswersOptions {
  /** One line, imperative. */
  readonly summary: string;
  readonly description?: string;
  /** 302 leads a browser elsewhere. */
  readonly status?: 200 | 201 | 202 | 204 | 302;
  /** DTO class, `[DTO]` for a bare array, a stream of events, null for an empty body. */
  readonly answer: Type | readonly [Type] | EventStream | null;
  /** Refusals of its own; what every route may answer (400, 401, 422, 500 …) is added by the document builder. */
  readonly refuses?: readonly ErrorCode[];
  /** What a 503 looks like when it is not a problem document. */
  readonly unready?: Type;
  /** The route honours `Idempotency-Key`. */
  readonly idempotent?: boolean;
}

/** OpenAPI extension that lists a route's own error codes; the document builder makes problem responses of them. */
export const ERROR_CODES_EXTENSION = 'x-error-codes';

const IDEMPOTENCY_CODES: readonly ErrorCode[] = [
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'request_in_progress',
];

/** Declares what a route answers: the status it sends and everything the OpenAPI document says of it. */
export function Answers(options: AnswersOptions): MethodDecorator {
  const status = options.status ?? 200;
  const codes = [...(options.refuses ?? []), ...(options.idempotent ? IDEMPOTENCY_CODES : [])];
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary: options.summary, ...(options.description ? { description: options.description } : {}) }),
    ...successes(status, options.answer),
    ApiExtension(ERROR_CODES_EXTENSION, codes),
    ...(options.unready ? [ApiResponse({ status: 503, description: 'Not now', type: options.unready })] : []),
    ...(options.idempotent ? [IDEMPOTENCY_HEADER] : []),
  );
}

const LOCATION = {
  Location: { description: 'Where to', required: true, schema: { type: 'string', format: 'uri' } },
} as const;

const IDEMPOTENCY_HEADER = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key and body within 24 h answers the first result again, with `Idempotency-Replayed: true`.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
});

function successes(status: number, answer: AnswersOptions['answer']): MethodDecorator[] {
  if (answer === null || !('events' in answer)) return [ApiResponse(success(status, answer))];
  const { events, orNothing } = answer;
  const headers = new Map(
    Object.entries(answer.headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
  const content = { 'text/event-stream': { schema: { type: 'string' }, example: events } };
  return [
    ApiResponse({ status, description: 'Events', headers: Object.fromEntries(headers), content }),
    ...(orNothing ? [ApiResponse({ status: 204, description: 'Nothing to stream' })] : []),
  ];
}

function success(status: number, answer: Exclude<AnswersOptions['answer'], EventStream>): ApiResponseOptions {
  if (status === 302) return { status, description: 'Elsewhere', headers: LOCATION };
  if (answer === null) return { status, description: 'Done' };
  const [type, isArray] = typeof answer === 'function' ? [answer, false] : [answer[0], true];
  return { status, description: 'Done', type, isArray };
}
