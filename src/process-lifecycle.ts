import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppLogger } from './common/logging/logger.js';
import { ConfigurationError } from './config/configuration-error.js';

/** SIGHUP: the terminal was closed. */
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

const LOOK_AT_PARENT_EVERY_MS = 250;

/** Ctrl-C reaches the program from the terminal and once more from npm. */
const SAME_SIGNAL_MS = 1_000;

export interface StopOptions {
  /** Longest that running requests are waited for. */
  readonly graceSeconds: number;
  /** The process that started this one hands on no signals; its end is one. */
  readonly withParent: boolean;
}

/**
 * On SIGTERM, SIGINT and SIGHUP: accept no new connection, answer what runs, close the database, stop the embedded one, exit 0. Another signal
 * a second later, or the end of the grace period, exits at once.
 */
export function stopGracefully(app: NestFastifyApplication, logger: AppLogger, options: StopOptions): void {
  let stoppingSince: number | null = null;
  const stop = (because: string): void => {
    stoppingSince = performance.now();
    logger.info({ because }, 'stopping');
    exitAfter(options.graceSeconds, logger);
    app.close().then(
      () => end(logger, 0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        end(logger, 1);
      },
    );
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stoppingSince === null) stop(signal);
    else if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(130);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  if (options.withParent) onceOrphaned(() => stoppingSince ?? stop('parent gone'));
}

function exitAfter(graceSeconds: number, logger: AppLogger): void {
  const deadline = setTimeout(() => {
    logger.error({ graceSeconds }, 'could not stop in time');
    logger.flush();
    process.exit(1);
  }, graceSeconds * 1000);
  deadline.unref();
}

function onceOrphaned(tell: () => unknown): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, LOOK_AT_PARENT_EVERY_MS);
  timer.unref();
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
