import { symbols, type DestinationStream } from 'pino';
import type { AppLogger } from './logger.js';

/** What differs between the requests of one route with one status. */
export interface RequestFacts {
  /** Holds nothing that JSON would have to escape (request-id.ts), like code and caller. */
  readonly id: string;
  readonly milliseconds: number;
  /** Of the problem that was answered. */
  readonly code: string | null;
  readonly caller: string | null;
  readonly address: string;
}

/** Writes the lines of one route with one status. */
export type RequestLine = (facts: RequestFacts) => void;

/**
 * The line of each request, in the form of every other line. Built by hand from parts that are made once: through pino it would be the
 * dearest single thing that a short request pays for (measured: an eighth of it).
 *
 * @returns null when the logger's level leaves these lines out
 */
export function requestLine(logger: AppLogger, about: Readonly<Record<string, unknown>>): RequestLine | null {
  if (!logger.isLevelEnabled('info')) return null;
  const output = (logger as unknown as Record<symbol, DestinationStream>)[symbols.streamSym];
  const time = (logger as unknown as Record<symbol, () => string>)[symbols.timeSym];
  if (!output || !time) return null;
  const constant = JSON.stringify(about).slice(1, -1);
  return ({ id, milliseconds, code, caller, address }) =>
    output.write(
      `{"level":"info"${time()},${constant},"req_id":"${id}","ms":${Math.round(milliseconds * 100) / 100}${
        code === null ? '' : `,"code":"${code}"`
      }${caller === null ? '' : `,"caller":"${caller}"`},"address":${JSON.stringify(address)},"msg":"request"}\n`,
    );
}
