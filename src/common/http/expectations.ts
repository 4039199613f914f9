import type { FastifyInstance } from 'fastify';
import { requestMalformed } from '../errors/request.errors.js';

/**
 * What Node would refuse by itself, in an answer without our headers and without a word: a request that names no host (RFC 9112 section 3.2),
 * and one that expects what nobody knows, which may as well be let pass (RFC 9110 section 10.1.1).
 */
export function judgeExpectations(fastify: FastifyInstance): void {
  const { server } = fastify;
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    if (raw.headers.host === undefined && raw.httpVersion !== '1.0') done(requestMalformed('A Host is missing.'));
    else done();
  });
}
