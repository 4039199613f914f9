import type { FastifyInstance } from 'fastify';
import type { Principal } from '../access/principal.js';
import { tail, type AppLogger } from '../logging/logger.js';
import type { Metrics } from '../metrics/metrics.js';

/** One log line and one observation per request. Route templates only: addresses carry link tokens. */
export function observeRequests(fastify: FastifyInstance, logger: AppLogger, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    const milliseconds = reply.elapsedTime;
    metrics.observeRequest(request.method, route, reply.statusCode, milliseconds / 1000);
    logger.info(
      {
        req_id: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(milliseconds * 100) / 100,
        code: request.problemCode ?? undefined,
        caller: request.principal === null ? undefined : callerOf(request.principal),
        address: maskedAddress(request.ip),
      },
      'request',
    );
    done();
  });
}

function callerOf(principal: Principal): string {
  if (principal.kind === 'service')
    return `service:${principal.keyId === null ? principal.name : tail(principal.keyId)}`;
  return `human:${tail(principal.userId)}`;
}

/** IPv4 without its last number, IPv6 without its last 80 bits: enough to see one source misbehave. */
function maskedAddress(address: string): string {
  const dot = address.lastIndexOf('.');
  return dot === -1 ? `${address.split(':').slice(0, 3).join(':')}::` : `${address.slice(0, dot)}.0`;
}
