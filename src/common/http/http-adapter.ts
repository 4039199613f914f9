import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import { toAppError } from '../errors/translate.js';
import { MAX_PARAM_LENGTH } from './allowed-methods.js';
import { BODY_LIMIT_BYTES } from './json-body.js';
import { rewritePath } from './path-rewrites.js';
import { rawProblem, sendProblem } from './problem.js';
import { requestId } from './request-id.js';

/** Longest a client may take to send its headers, and its whole request. Checked each second (Node's default is 30 s). */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const TIMEOUT_CHECK_MS = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;

export interface HttpAdapterOptions {
  readonly publicUrl: string;
  readonly trustedProxies: number;
}

/** Fastify with our limits, and with our problem documents for what it refuses before any route is known. */
export function createHttpAdapter({ publicUrl, trustedProxies }: HttpAdapterOptions): FastifyAdapter {
  const options: FastifyHttpOptions<Server> = {
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies > 0 && ((_address, hop) => hop < trustedProxies),
    requestIdHeader: false,
    genReqId: (request) => requestId(request),
    rewriteUrl: (request) => rewritePath(request.url ?? '/'),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // While the program stops, requests on open connections are still answered; new connections are not accepted.
    return503OnClosing: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // judgeExpectations refuses them, and says why.
      requireHostHeader: false,
    },
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, toAppError(error), publicUrl),
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(rawProblem(toAppError(error), publicUrl));
      else socket.destroy();
    },
  };
  return new FastifyAdapter({ ...options, skipMiddie: true });
}
