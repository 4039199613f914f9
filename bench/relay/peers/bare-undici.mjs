import { createServer } from 'node:http';
import { pipeline } from 'node:stream';
import { Agent } from 'undici';

/** The least a Node program can do: a request for a request, and one stream into the other. */
const origin = process.env.UPSTREAM;
const agent = new Agent({ pipelining: 1 });

const server = createServer((request, response) => {
  const path = request.url.replace('/v1/passthrough/kick', '/public/v1');
  agent.request({ origin, path, method: request.method, headers: { accept: request.headers.accept } }).then(
    ({ statusCode, headers, body }) => {
      response.writeHead(statusCode, headers);
      pipeline(body, response, () => {});
    },
    () => response.writeHead(502).end(),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1');
