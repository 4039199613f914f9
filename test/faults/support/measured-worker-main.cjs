'use strict';
/**
 * The built chat worker in fast time, which tells what it holds whenever it is asked. Started by fork() with --expose-gc; the one argument
 * is how much faster than the clock it lives.
 */
const { Socket } = require('node:net');
const { resolve } = require('node:path');
const v8 = require('node:v8');

const built = (name) => require(resolve('dist/src', name));
const { createLogger } = built('common/logging/logger.js');
const { readWorkerSettings } = built('config/worker-settings.js');
const { BotSession } = built('workers/twitch-chat/bot-session.js');
const { ChatTime } = built('workers/twitch-chat/chat-time.js');
const { ChatWorker } = built('workers/twitch-chat/chat-worker.js');
const { Commands } = built('workers/twitch-chat/commands.js');
const { OwnedIrcClient } = built('workers/twitch-chat/irc-client.js');
const { IrcConnection } = built('workers/twitch-chat/irc-connection.js');

const CLASSES = { BotSession, IrcConnection, OwnedIrcClient, Socket, AbortSignal, AbortController };

const warnings = [];
process.on('warning', ({ name, message }) => {
  if (name !== 'ExperimentalWarning') warnings.push(`${name}: ${message}`);
});

const settings = readWorkerSettings({ ...process.env });
const logger = createLogger(settings.logLevel, { write: () => undefined });
const worker = new ChatWorker(settings, logger, new ChatTime(Number(process.argv[2])));
const commands = new Commands(worker, logger);
const running = Promise.all([worker.run(), commands.run()]);

function measure() {
  for (let round = 0; round < 3; round++) globalThis.gc();
  const handles = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  const objects = {};
  for (const [name, constructor] of Object.entries(CLASSES)) objects[name] = v8.queryObjects(constructor);
  return { heapBytes: process.memoryUsage().heapUsed, handles, objects, warnings };
}

async function stop() {
  commands.close();
  await worker.close();
  await running;
  process.disconnect();
}

process.on('message', (what) => {
  if (what === 'measure') process.send(measure());
  else void stop();
});
