import type { FastifyInstance } from 'fastify';
import type { RequestsUnderWay } from './requests-under-way.js';

const LOOK_EVERY_MS = 50;

/**
 * Lets nobody keep the program from stopping who has no request under way. Node closes connections that are idle when the stop begins;
 * left to themselves, those whose request was under way then, that never said anything or that stopped in the middle of their headers
 * would stay open until the grace period ends.
 */
export function closeConnectionsWhileStopping(fastify: FastifyInstance, requests: RequestsUnderWay): void {
  const { server } = fastify;
  let stopping = false;
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done();
  });
  fastify.addHook('preClose', (done) => {
    stopping = true;
    const timer = setInterval(() => {
      if (requests.count === 0) server.closeAllConnections();
    }, LOOK_EVERY_MS).unref();
    server.once('close', () => clearInterval(timer));
    done();
  });
}
