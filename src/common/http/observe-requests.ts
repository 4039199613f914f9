import type { FastifyInstance } from 'fastify';
import type { Principal } from '../access/principal.js';
import { tail, type AppLogger } from '../logging/logger.js';
import { requestLine, type RequestLine } from '../logging/request-lines.js';
import type { Series } from '../metrics/hot-histogram.js';
import type { Metrics } from '../metrics/metrics.js';
import { beforeRequests } from './before-requests.js';
import { NO_ADDRESS } from './request-state.js';
import type { WhenOver } from './requests-under-way.js';

/** What the requests of one route with one status have in common: made once, as every request pays for what is made here. */
interface Outcome {
  readonly series: Series;
  readonly line: RequestLine | null;
}

/** The outcomes of one route, by method and status. */
type Outcomes = Map<string, Map<number, Outcome>>;

declare module 'fastify' {
  interface FastifyRequest {
    outcomes: Outcomes | null;
  }
}

/**
 * One log line and one observation per request. Route templates only: addresses carry link tokens.
 *
 * @param fastify knows its routes only after this
 */
export function observeRequests(fastify: FastifyInstance, logger: AppLogger, metrics: Metrics): WhenOver {
  fastify.decorateRequest('outcomes', null);
  const unmatched: Outcomes = new Map();
  const templates = new Map<Outcomes, string>([[unmatched, 'unmatched']]);
  // Kept with the route: Fastify makes a new description of it each time that a request is asked for one.
  fastify.addHook('onRoute', (route) => {
    const outcomes: Outcomes = new Map();
    templates.set(outcomes, route.url);
    beforeRequests(route, (request, _reply, done) => {
      request.outcomes = outcomes;
      done();
    });
  });
  const make = (outcomes: Outcomes, method: string, status: number): Outcome => {
    const route = templates.get(outcomes) ?? 'unmatched';
    const outcome = {
      series: metrics.requestSeries(method, route, status),
      line: requestLine(logger, { method, route, status }),
    };
    const ofMethod = outcomes.get(method) ?? new Map<number, Outcome>();
    outcomes.set(method, ofMethod.set(status, outcome));
    return outcome;
  };
  return (request, reply, status) => {
    const { method } = request;
    const outcomes = request.outcomes ?? unmatched;
    const outcome = outcomes.get(method)?.get(status) ?? make(outcomes, method, status);
    const milliseconds = reply.elapsedTime;
    outcome.series.observe(milliseconds / 1000);
    outcome.line?.({
      id: request.id,
      milliseconds,
      code: request.problemCode,
      caller: request.principal && callerOf(request.principal),
      address: maskedAddress(request.address),
    });
  };
}

function callerOf(principal: Principal): string {
  if (principal.kind === 'worker') return `worker:${tail(principal.keyId)}`;
  if (principal.kind === 'service')
    return `service:${principal.keyId === null ? principal.name : tail(principal.keyId)}`;
  return `${principal.kind}:${tail(principal.userId)}`;
}

/** IPv4 without its last number, IPv6 without its last 80 bits: enough to see one source misbehave. */
export function maskedAddress(address: string): string {
  if (address === NO_ADDRESS) return address;
  const dot = address.lastIndexOf('.');
  return dot === -1 ? `${address.split(':').slice(0, 3).join(':')}::` : `${address.slice(0, dot)}.0`;
}
