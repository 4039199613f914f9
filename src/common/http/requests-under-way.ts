import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What is logged of a request whose client left before any answer (nginx uses the same number). */
const CLIENT_GONE = 499;

export type WhenOver = (request: FastifyRequest, reply: FastifyReply, status: number) => void;

/**
 * Follows each request until its answer is over: sent, or given up as nobody is there any more. Fastify's own `onResponse` says nothing
 * of the latter, so that whoever counts by it counts too many after each client that leaves.
 */
export class RequestsUnderWay {
  private underWay = 0;

  constructor(fastify: FastifyInstance, whenOver: WhenOver) {
    fastify.addHook('onRequest', (request, reply, done) => {
      const { ip } = request as { ip: string | undefined };
      if (ip !== undefined) request.address = ip;
      const { raw } = reply;
      this.underWay++;
      // Comes once: `once` would only cost more.
      raw.on('close', () => {
        this.underWay--;
        whenOver(request, reply, raw.headersSent ? reply.statusCode : CLIENT_GONE);
      });
      done();
    });
  }

  get count(): number {
    return this.underWay;
  }
}
