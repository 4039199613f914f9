import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../errors/problem.js';
import { securityHeaders } from './security-headers.js';

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError, publicUrl: string): void {
  request.problemCode = error.code;
  if (reply.sent) return;
  void reply
    .status(error.status)
    .headers({ ...securityHeaders(publicUrl), 'x-request-id': request.id, ...error.headers })
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .send(problemOf(error, request.id, publicUrl));
}

/** A whole HTTP answer, for requests so broken that there is nothing to answer through. */
export function rawProblem(thrown: AppError, publicUrl: string): string {
  // Anything the parser refuses is the client's doing.
  const error =
    thrown.code === 'unexpected' || thrown.code === 'database_unavailable' ? new AppError('request_malformed') : thrown;
  const id = randomUUID();
  const body = JSON.stringify(problemOf(error, id, publicUrl));
  const headers = {
    ...securityHeaders(publicUrl),
    'x-request-id': id,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`, ...lines, '', body].join('\r\n');
}
