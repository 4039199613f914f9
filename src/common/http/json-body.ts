import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { requestInvalid, requestMalformed } from '../errors/request.errors.js';
import { jsonDepth, textProblem } from './json-body.rules.js';

/** Deepest nesting accepted; JSON.parse would take 200,000 levels and block for it. */
export const MAX_JSON_DEPTH = 32;

/** 256 kB. */
export const BODY_LIMIT_BYTES = 256 * 1024;

/** The only body the API takes. An empty body is an absent one. */
export function parseJsonBody(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  if (!isUtf8(raw)) throw requestMalformed('The body is not UTF-8.');
  const text = raw.toString('utf8');
  if (jsonDepth(text) > MAX_JSON_DEPTH)
    throw requestMalformed(`The body is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  const body = parseStrictly(text);
  // Raw control characters are no JSON, so only an escape can bring in what PostgreSQL text cannot hold.
  const problem = text.includes('\\u') ? textProblem(body, '') : null;
  if (problem) throw requestInvalid([problem]);
  return body;
}

function parseStrictly(text: string): unknown {
  try {
    // `__proto__` and `constructor.prototype` are refused, not dropped: nobody sends them by accident.
    return parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw requestMalformed('The body is not valid JSON.');
  }
}

/** For `@RouteConfig`: the route needs the bytes too, because they are signed. */
export const KEEP_RAW_BODY = { keepRawBody: true } as const;

function keepsRawBody({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly keepRawBody?: true }).keepRawBody ?? false;
}

export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (keepsRawBody(request)) request.rawBody = body as Buffer;
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
