import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error.rules.js';

export type AppLogger = Logger;

export const APP_LOGGER = Symbol('AppLogger');

/**
 * JSON lines on standard output. Lines are gathered up to 4 kB or a second, as a write per request costs more than the request; a
 * graceful stop flushes them.
 */
export function createLogger(level: string, destination?: DestinationStream): AppLogger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 1000 }),
  );
}

let millisecond = 0;
let millisecondText = '';

/** pino's own isoTime formats anew for each line; many lines share a millisecond. */
function isoTime(): string {
  const now = Date.now();
  if (now !== millisecond) {
    millisecond = now;
    millisecondText = `,"time":"${new Date(now).toISOString()}"`;
  }
  return millisecondText;
}

/**
 * The last characters of an id: enough to recognise it beside another source, too little to use it. In ASCII, as one other character
 * makes the whole buffer of log lines wide, and each line then costs three times as much.
 */
export function tail(id: string): string {
  return `*${id.slice(-6)}`;
}
