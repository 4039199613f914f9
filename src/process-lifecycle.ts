import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppLogger } from './common/logging/logger.js';
import { ConfigurationError } from './config/configuration-error.js';

/**
 * On SIGTERM and SIGINT: accept no new connection, answer what runs, close the database, stop the embedded one, exit 0. A second
 * signal, or the end of the grace period, exits at once.
 */
export function stopGracefully(app: NestFastifyApplication, logger: AppLogger, graceSeconds: number): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    logger.info({ signal }, 'stopping');
    const deadline = setTimeout(() => {
      logger.error({ graceSeconds }, 'could not stop in time');
      logger.flush();
      process.exit(1);
    }, graceSeconds * 1000);
    deadline.unref();
    app.close().then(
      () => end(logger, 0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        end(logger, 1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function end(logger: AppLogger, code: number): void {
  logger.info('stopped');
  logger.flush(() => process.exit(code));
}

/** Says what is wrong in words, as nobody may be collecting logs yet. */
export function failToStart(error: unknown): void {
  const text =
    error instanceof ConfigurationError ? error.message : `Understudy cannot start: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  if (!(error instanceof ConfigurationError)) process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  process.exit(1);
}
