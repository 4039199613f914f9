import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from './call.js';
import { empty, json, redirect, type Reply } from './reply.js';

const PIECE = Buffer.alloc(64 * 1024, 'understudy');

/**
 * What the platform answers at paths it has no feature for: what it was asked. Below `/_/` are things a relay may get wrong:
 * `/_/bytes/{n}`, `/_/stream-back`, `/_/drip/{pieces}/{ms}`, `/_/status/{n}`, `/_/redirect`, `/_/headers`.
 */
export function echo(call: Call, below: string, actedAs: string): Reply | Promise<Reply> {
  const [, what = '', first = '', second = ''] = /^\/_\/([a-z-]+)(?:\/(\d+))?(?:\/(\d+))?$/.exec(below) ?? [];
  switch (what) {
    case 'bytes':
      return bytes(Number(first));
    case 'stream-back':
      return {
        status: 200,
        headers: { 'content-type': 'application/octet-stream' },
        body: (to) => streamBack(call, to),
      };
    case 'drip':
      return {
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: (to) => drip(to, Number(first), Number(second)),
      };
    case 'status':
      return Number(first) === 204 || Number(first) === 304
        ? empty(Number(first))
        : json(Number(first), { status: first });
    case 'redirect':
      return redirect(call.parameters.get('to') ?? 'http://127.0.0.1:9/elsewhere');
    case 'headers':
      return json(200, {}, ODD_HEADERS);
    default:
      return mirror(call, actedAs);
  }
}

/** What a platform may send and a caller must or must not see. */
const ODD_HEADERS = {
  'set-cookie': ['session=of-the-platform; Path=/', 'second=cookie'],
  'x-of-the-platform': 'kept',
  'keep-alive': 'timeout=7',
  'strict-transport-security': 'max-age=1',
  'access-control-allow-origin': '*',
  'alt-svc': 'h3=":443"',
  server: 'a platform',
  'www-authenticate': 'OAuth realm="platform"',
};

async function mirror(call: Call, actedAs: string): Promise<Reply> {
  await call.read();
  const { method, path, query, headers, sha256, bytes: size } = call;
  return json(200, { method, path, query, headers, body_bytes: size, body_sha256: sha256, acted_as: actedAs });
}

const bytes = (count: number): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/octet-stream', 'content-length': count },
  body: async (to) => {
    for (let left = count; left > 0 && !to.destroyed; left -= PIECE.length) await put(to, PIECE.subarray(0, left));
    to.end();
  },
});

async function streamBack(call: Call, to: ServerResponse): Promise<void> {
  to.flushHeaders();
  for await (const piece of call.pieces()) await put(to, piece);
  to.end();
}

async function drip(to: ServerResponse, pieces: number, everyMs: number): Promise<void> {
  for (let piece = 1; piece <= pieces && !to.destroyed; piece++) {
    to.write(`piece ${piece}\n`);
    await pause(everyMs, undefined, { ref: false });
  }
  to.end();
}

/** Waits for the other side to take it, or to go away. */
async function put(to: ServerResponse, piece: Buffer): Promise<void> {
  if (to.destroyed || to.write(piece)) return;
  const done = new AbortController();
  const { signal } = done;
  await Promise.race([once(to, 'drain', { signal }), once(to, 'close', { signal })]).finally(() => done.abort());
}
