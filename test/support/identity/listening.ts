import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * @param make gets the address before the first request comes
 * @param port any free one unless given
 */
export async function listen(make: (url: string) => RequestListener, port = 0): Promise<Listening> {
  let answer: RequestListener = (_request, reply) => void reply.writeHead(503).end();
  const server: Server = createServer((request, reply) => answer(request, reply));
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answer = make(url);
  return {
    url,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
