import { createLogger } from '../../src/common/logging/logger.js';
import { readWorkerSettings } from '../../src/config/worker-settings.js';
import { ChatWorker } from '../../src/workers/twitch-chat/chat-worker.js';
import { Commands } from '../../src/workers/twitch-chat/commands.js';
import { unique, type Place } from './given.js';
import type { Env } from './world.js';

export interface RunningWorker extends AsyncDisposable {
  readonly name: string;
  readonly worker: ChatWorker;
  logs(): string;
  close(): Promise<void>;
}

/** In fast time: whatever takes the real worker half a minute takes seconds. */
const FAST: Env = {
  WORKER_LEASE_SECONDS: '6',
  WORKER_LOOK_SECONDS: '0.3',
  WORKER_SILENCE_SECONDS: '2',
  LOG_LEVEL: 'debug',
};

export const workerEnvironment = (
  place: Place,
  systemKey: string,
  irc: { readonly port: number },
  env: Env = {},
): Env => ({
  SERVER_URL: place.url,
  SYSTEM_KEY: systemKey,
  TWITCH_IRC_URL: `irc://127.0.0.1:${irc.port}`,
  WORKER_NAME: unique('chat'),
  ...FAST,
  ...env,
});

/** The worker in this process; tests that kill it run it as a process of its own. */
export function startWorker(env: Env): RunningWorker {
  const lines: string[] = [];
  const settings = readWorkerSettings({ ...env });
  const logger = createLogger(settings.logLevel, { write: (line) => void lines.push(line) });
  const worker = new ChatWorker(settings, logger);
  const commands = new Commands(worker, logger);
  const running = Promise.all([worker.run(), commands.run()]);
  const close = async (): Promise<void> => {
    commands.close();
    await worker.close();
    await running;
  };
  return { name: settings.worker, worker, logs: () => lines.join(''), close, [Symbol.asyncDispose]: close };
}
