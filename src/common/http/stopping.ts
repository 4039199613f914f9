import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;

/**
 * Lets nobody keep the program from stopping who has no request under way. Node closes connections that are idle when the stop begins;
 * left to themselves, those whose request was under way then, that never said anything or that stopped in the middle of their headers
 * would stay open until the grace period ends.
 */
export function closeConnectionsWhileStopping(fastify: FastifyInstance): void {
  const { server } = fastify;
  let underWay = 0;
  let stopping = false;
  fastify.addHook('onRequest', (_request, _reply, done) => {
    underWay++;
    done();
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    underWay--;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done();
  });
  fastify.addHook('preClose', (done) => {
    stopping = true;
    const timer = setInterval(() => {
      if (underWay === 0) server.closeAllConnections();
    }, LOOK_EVERY_MS).unref();
    server.once('close', () => clearInterval(timer));
    done();
  });
}
