import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { parse } from 'secure-json-parse';
import { AppError } from '../errors/app-error.js';
import { requestInvalid, requestMalformed } from '../errors/request.errors.js';
import { jsonDepth, textProblem } from './json-body.rules.js';
import { beforeRequests } from './before-requests.js';

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
  // The strict parser looks at each letter of what it got; nearly no body holds anything to look for.
  const suspect = SUSPECT.some((word) => text.includes(word));
  const body = parseText(text, suspect);
  const problem = suspect ? textProblem(body, '') : null;
  if (problem) throw requestInvalid([problem]);
  return body;
}

/**
 * What names of fields can do harm is written with; `\\u` may hide one. Raw control characters are no JSON, so only such an escape can bring
 * in what PostgreSQL text cannot hold, too.
 */
const SUSPECT = ['__proto__', 'constructor', '\\u'];

function parseText(text: string, suspect: boolean): unknown {
  try {
    if (!suspect) return JSON.parse(text) as unknown;
    // `__proto__` and `constructor.prototype` are refused, not dropped: nobody sends them by accident.
    return parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw requestMalformed('The body is not valid JSON.');
  }
}

/** For `@RouteConfig`: the route needs the bytes too, because they are signed. */
export const KEEP_RAW_BODY = { keepRawBody: true } as const;

/** For `@RouteConfig`: the body is handed on as the stream it is, whatever its type; the route limits it itself. */
export const STREAM_BODY = { streamBody: true } as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly streamBody?: true;
    readonly keepRawBody?: true;
  }
}

/** Stands in for the type of a body that nobody here reads, so that Fastify asks the one parser that reads nothing. */
const UNREAD = 'application/x-unread';

/** Stands where the bytes of the body will be, on routes that keep them. */
const NOT_READ_YET = Buffer.alloc(0);

const keepRawBody: onRequestHookHandler = (request, _reply, done) => {
  request.rawBody = NOT_READ_YET;
  done();
};

const leaveUnread: onRequestHookHandler = ({ raw }, _reply, done) => {
  raw.headers['content-type'] = UNREAD;
  done();
};

export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(UNREAD, ({ routeOptions }, payload, done) => {
    if (routeOptions.config.streamBody) done(null, payload);
    else done(new AppError('media_type_unsupported'));
  });
  // Per route, so that no other request pays for it. `rawHeaders` keep what was sent.
  fastify.addHook('onRoute', (route) => {
    if (route.config?.streamBody) beforeRequests(route, leaveUnread);
    if (route.config?.keepRawBody) beforeRequests(route, keepRawBody);
  });
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (request.rawBody !== null) request.rawBody = body as Buffer;
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
