import { createServer } from 'node:http';
import { resolveLink } from './query.mjs';

/** Peer (a): the least a Node program can do for this request. No key, no validation, no log. */
const server = createServer((request, response) => {
  if (request.method !== 'POST' || request.url !== '/v1/platform-linking/resolve') {
    response.writeHead(404).end();
    return;
  }
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => void answer(text, response));
});

/** @param {string} text @param {import('node:http').ServerResponse} response */
async function answer(text, response) {
  try {
    const body = JSON.stringify(await resolveLink(JSON.parse(text)));
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}

server.listen(Number(process.env.PORT), '127.0.0.1');
