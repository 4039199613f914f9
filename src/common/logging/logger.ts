import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error.rules.js';
import { GatheredLines, type ByteOutput } from './gathered-lines.js';

export type AppLogger = Logger;

export const APP_LOGGER = Symbol('AppLogger');

/** JSON lines on standard output, gathered; a graceful stop flushes them. */
export function createLogger(level: string, destination: DestinationStream = linesTo(STANDARD_OUTPUT)): AppLogger {
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

const STANDARD_OUTPUT = 1;

/** What waits for an output that takes nothing, as a full disk; what comes then is dropped. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** sonic-boom knows what to do when the reader of a pipe is slow, or gone, and tries again what could not be written. */
export function linesTo(descriptor: number): GatheredLines {
  const output = pino.destination({
    dest: descriptor,
    sync: true,
    contentMode: 'buffer',
    maxLength: MAX_WAITING_BYTES,
  });
  // A full disk would else end the process. There is nowhere left to tell it.
  output.on('error', () => undefined);
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
