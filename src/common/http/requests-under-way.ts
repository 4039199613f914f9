import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What is logged of a request whose client left before any answer (nginx uses the same number). */
const CLIENT_GONE = 499;

/** How a request ended. */
export interface Over {
  readonly status: number;
  /** Of the client, as it was while there was a connection; undefined when there was none even at the start. */
  readonly address: string | undefined;
}

export type WhenOver = (request: FastifyRequest, reply: FastifyReply, how: Over) => void;

/**
 * Follows each request until its answer is over: sent, or given up as nobody is there any more. Fastify's own `onResponse` says nothing
 * of the latter, so that whoever counts by it counts too many after each client that leaves.
 */
export class RequestsUnderWay {
  private underWay = 0;

  constructor(fastify: FastifyInstance, whenOver: WhenOver) {
    fastify.addHook('onRequest', (request, reply, done) => {
      const address = request.ip;
      const { raw } = reply;
      this.underWay++;
      // Comes once: `once` would only cost more.
      raw.on('close', () => {
        this.underWay--;
        whenOver(request, reply, { address, status: raw.headersSent ? reply.statusCode : CLIENT_GONE });
      });
      done();
    });
  }

  get count(): number {
    return this.underWay;
  }
}
