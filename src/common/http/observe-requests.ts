import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.js';
import { tail, type AppLogger } from '../logging/logger.js';
import type { Metrics, RequestSeries } from '../metrics/metrics.js';

/** What the requests of one route with one status have in common: made once, as every request pays for what is made here. */
interface Outcome {
  readonly series: RequestSeries;
  readonly logger: AppLogger;
}

/** One log line and one observation per request. Route templates only: addresses carry link tokens. */
export function observeRequests(fastify: FastifyInstance, logger: AppLogger, metrics: Metrics): void {
  const outcomes = new Map<string, Outcome>();
  const outcomeOf = (method: string, route: string, status: number): Outcome => {
    const key = `${status}${method}${route}`;
    let outcome = outcomes.get(key);
    if (!outcome) {
      outcome = {
        series: metrics.requestSeries(method, route, status),
        logger: logger.child({ method, route, status }),
      };
      outcomes.set(key, outcome);
    }
    return outcome;
  };
  fastify.addHook('onResponse', (request, reply, done) => {
    const outcome = outcomeOf(request.method, routeOf(request), reply.statusCode);
    const milliseconds = reply.elapsedTime;
    outcome.series.observe(milliseconds / 1000);
    outcome.logger.info(
      {
        req_id: request.id,
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

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}

function callerOf(principal: Principal): string {
  if (principal.kind === 'service')
    return `service:${principal.keyId === null ? principal.name : tail(principal.keyId)}`;
  return `${principal.kind}:${tail(principal.userId)}`;
}

/** IPv4 without its last number, IPv6 without its last 80 bits: enough to see one source misbehave. */
export function maskedAddress(address: string): string {
  const dot = address.lastIndexOf('.');
  return dot === -1 ? `${address.split(':').slice(0, 3).join(':')}::` : `${address.slice(0, dot)}.0`;
}
