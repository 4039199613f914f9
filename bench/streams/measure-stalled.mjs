import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptKb } from './memory.mjs';
import { residentKb } from './processes.mjs';
import { Reader } from './reader.mjs';
import { STREAMS_PER_PERSON } from './setting.mjs';

/** Nearly as long as an answer may be, and more than the kernel holds of it: the rest has to wait in the program. */
const WORDS = 3_700;
const MORE_CHARACTERS = 1_030;

/** What a crowd makes grow once (code, pools, the engine's own heap) is not a reader's. */
const WARM_UP_SHARE = 0.2;
/** Until the kernel's buffers are full; they are cut after 15 s. */
const FILLING_MS = 5_000;

/** Sends a request and never reads the answer. */
function stalledReader({ port, path, headers }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.on('error', () => {});
      socket.pause();
      const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}`);
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, () => resolve(socket));
    });
  });
}

/**
 * Readers of one long answer who take nothing: how much waits for them in the program, before it lets them go after 15 s.
 *
 * @param {object} child
 * @param {{ say: (person: number, message: string) => object, follow: (turn: string, after: string) => object, stalled: number }} wanted
 */
export async function measureStalled(child, { say, follow, stalled }) {
  const crowd = Array.from({ length: Math.ceil(stalled / STREAMS_PER_PERSON) }, (_, person) => person);
  const message = `${WORDS} 1000 ${MORE_CHARACTERS}`;
  const speaking = await Promise.all(crowd.map((person) => Reader.open(say(person, message))));
  await Promise.all(speaking.map(({ ended }) => ended));
  await sleep(2_000);
  // Event by event: a replay from the start would merge them.
  const target = (i) => {
    const { turn } = speaking[i % speaking.length];
    return follow(turn, `${turn}.000003`);
  };
  const stall = (readers) => Promise.all(Array.from({ length: readers }, (_, i) => stalledReader(target(i))));
  const leave = async (sockets) => {
    for (const socket of sockets) socket.destroy();
    await sleep(2_000);
  };
  const first = await stall(Math.ceil(stalled * WARM_UP_SHARE));
  await sleep(3_000);
  await leave(first);
  const before = await keptKb(child);
  const sockets = await stall(stalled);
  await sleep(FILLING_MS);
  const most = residentKb(child.pid);
  const kept = await keptKb(child);
  const waiting = await openStreams(child);
  await leave(sockets);
  const each = (kilobytes) => Number((kilobytes / stalled).toFixed(1));
  return {
    server: 'Understudy',
    'stalled readers': stalled,
    'of them waiting': waiting,
    'KB each': Math.round((WORDS * MORE_CHARACTERS) / 1_024),
    'KB kept per reader': each(kept - before),
    'with garbage': each(most - before),
  };
}

async function openStreams({ port }) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^understudy_chat_open_streams (\d+)/m.exec(text)[1]);
}
