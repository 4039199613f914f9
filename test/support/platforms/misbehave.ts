import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { parseJson } from './call.js';
import type { ArmedFault, Misbehaviour } from './faults.js';
import { empty, html, json, send, type Reply } from './reply.js';

const HUGE_BYTES = 10 * 1024 * 1024;
const DEEP_LEVELS = 100_000;
const BOMB_BYTES = 100 * 1024 * 1024;
const PAGE = '<!doctype html><title>Just a moment...</title><h1>Checking your browser</h1>';

let bomb: Buffer | null = null;

/**
 * Answers as the fault wants it.
 *
 * @param right what would have been answered; null when the fault came before the work
 */
export async function misbehave(response: ServerResponse, fault: ArmedFault, right: Reply | null): Promise<void> {
  if (fault.how === 'hang') return;
  if (fault.how === 'lost') response.destroy();
  else if (fault.how === 'reset') response.socket?.resetAndDestroy();
  else if (fault.how === 'altered') await send(response, altered(fault, right ?? empty(200)));
  else if (fault.how === 'cut' || fault.how === 'drip' || fault.how === 'late') {
    await spoil(response, fault, right ?? empty(fault.status ?? 200));
  } else await send(response, INSTEAD[fault.how](fault));
}

/** What is answered instead of the right thing. */
const INSTEAD = {
  answer: ({ status = 500, body = '', headers = {} }) =>
    typeof body === 'string' ? { status, headers, body } : json(status, body, headers),
  html: ({ status = 200, headers }) => html(status, PAGE, headers),
  huge: ({ status = 200, headers }) => json(status, { access_token: 'x'.repeat(HUGE_BYTES) }, headers),
  deep: ({ status = 200, headers }) => ({
    ...json(status, null, headers),
    body: '['.repeat(DEEP_LEVELS) + ']'.repeat(DEEP_LEVELS),
  }),
  gzip_bomb: ({ status = 200, headers }) => {
    bomb ??= gzipSync(JSON.stringify({ access_token: 'x'.repeat(BOMB_BYTES) }));
    return { ...json(status, null, { 'content-encoding': 'gzip', ...headers }), body: bomb };
  },
  redirect: ({ status = 302, headers, to = 'http://127.0.0.1:9/' }) => empty(status, { location: to, ...headers }),
} satisfies Partial<Record<Misbehaviour, (fault: ArmedFault) => Reply>>;

function altered({ alter = (body) => body }: ArmedFault, right: Reply): Reply {
  const body = typeof right.body === 'function' ? null : parseJson(right.body);
  return { ...right, body: JSON.stringify(alter({ ...(body as Record<string, unknown> | null) })) };
}

async function spoil(response: ServerResponse, { how, delayMs = 1000 }: ArmedFault, right: Reply): Promise<void> {
  if (how === 'late') {
    await pause(delayMs, undefined, { ref: false });
    return send(response, right);
  }
  const body = typeof right.body === 'function' ? Buffer.alloc(64, 'x') : Buffer.from(right.body);
  response.writeHead(right.status, { ...right.headers, 'content-length': body.length });
  if (how === 'cut') {
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
    return;
  }
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await pause(delayMs, undefined, { ref: false });
  }
  response.end();
}
