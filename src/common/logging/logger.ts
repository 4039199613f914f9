import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error.rules.js';
import { GatheredLines, type ByteOutput } from './gathered-lines.js';

export type AppLogger = Logger;

export const APP_LOGGER = Symbol('AppLogger');

/** JSON lines on standard output, gathered; a graceful stop flushes them. */
export function createLogger(level: string, destination: DestinationStream = standardOutput()): AppLogger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination,
  );
}

/** sonic-boom knows what to do when the reader of a pipe is slow, or gone. */
function standardOutput(): GatheredLines {
  const output = pino.destination({ dest: 1, sync: true, contentMode: 'buffer' });
  return new GatheredLines(output as unknown as ByteOutput);
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

/** The last characters of an id: enough to recognise it beside another source, too little to use it. */
export function tail(id: string): string {
  return `*${id.slice(-6)}`;
}
