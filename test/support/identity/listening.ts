import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** @param make gets the address before the first request comes */
export async function listen(make: (url: string) => RequestListener): Promise<Listening> {
  let answer: RequestListener = (_request, reply) => void reply.writeHead(503).end();
  const server: Server = createServer((request, reply) => answer(request, reply));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
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
