import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The platform: JSON of as many kilobytes as `?kilobytes=` says, or at `/slow` a byte every half second, with the headers a platform sends. */
const bodies = new Map();

function bodyOf(kilobytes) {
  const [before, after] = ['{"data":[{"id":1,"login":"somebody","about":"', '"}]}'];
  return Buffer.from(before + 'x'.repeat(kilobytes * 1024 - before.length - after.length) + after);
}

function answer(url, response) {
  const kilobytes = Number(/kilobytes=(\d+)/.exec(url)?.[1] ?? 1);
  let body = bodies.get(kilobytes);
  if (!body) bodies.set(kilobytes, (body = bodyOf(kilobytes)));
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'ratelimit-limit': '800',
    'ratelimit-remaining': '799',
    'set-cookie': 'of=the-platform',
  });
  response.end(body);
}

async function drip(response) {
  response.writeHead(200, { 'content-type': 'text/plain' });
  for (let i = 0; i < 60 && !response.destroyed; i += 1) {
    response.write('.');
    await sleep(500);
  }
  response.end();
}

const server = createServer((request, response) => {
  if (request.url?.endsWith('/slow')) void drip(response);
  else answer(request.url ?? '', response);
});
server.listen(Number(process.env.PORT), '127.0.0.1');
