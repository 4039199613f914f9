import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
require('../../test/support/servers/typescript.cjs');
const { startPlatform } = require('../../test/support/platforms/platform.ts');
const { startTwitchIrc } = require('../../test/support/platforms/twitch-irc/server.ts');

/** A stand-in of Twitch with its chat, and two people in it. */
export async function startTwitch(publicUrl) {
  const twitch = await startPlatform('twitch', { publicUrl });
  for (const login of ['mybot', 'streamer']) twitch.users.add({ login });
  const chat = await startTwitchIrc(twitch);
  const close = async () => {
    await chat.close();
    await twitch.close();
  };
  return { twitch, chat, close };
}

/** Somebody who reads along in a channel. */
export function readAlong({ host, port }, channel) {
  const heard = [];
  const socket = connect(port, host);
  socket.on('error', () => undefined);
  socket.write(`NICK justinfan4711\r\nJOIN #${channel}\r\n`);
  createInterface({ input: socket }).on('line', (line) => {
    const [, login, text] = /:(\w+)!\S+ PRIVMSG \S+ :(.*)/.exec(line) ?? [];
    if (login) heard.push({ login, text });
    const ping = /^PING (.*)/.exec(line)?.[1];
    if (ping) socket.write(`PONG ${ping}\r\n`);
  });
  return { heard, close: () => socket.destroy() };
}

/** The worker as a process of its own, as `npm run worker:twitch` starts it. */
export function startWorker(environment) {
  const child = spawn(process.execPath, ['dist/src/workers/twitch-chat/main.js'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...environment },
  });
  const gone = new Promise((done) => child.once('close', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  return { stop };
}
