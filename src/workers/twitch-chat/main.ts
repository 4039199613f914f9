import { createLogger } from '../../common/logging/logger.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { workerSettingsOfProcess } from '../../config/worker-settings.js';
import { ChatWorker } from './chat-worker.js';
import { Commands } from './commands.js';

/** Longest that leaving may take. */
const GRACE_MS = 5_000;

/** Sits in Twitch channels for Understudy, which it only knows over HTTP. */
async function main(): Promise<void> {
  const settings = workerSettingsOfProcess();
  const logger = createLogger(settings.logLevel);
  const worker = new ChatWorker(settings, logger);
  const commands = new Commands(worker, logger);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    commands.close();
    void worker.close().finally(() => logger.flush(() => process.exit(0)));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  logger.info({ worker: settings.worker, pid: process.pid }, 'the chat worker runs');
  logger.flush();
  await Promise.all([worker.run(), commands.run()]);
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigurationError ? error.message : `The worker cannot run: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
