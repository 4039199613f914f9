import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { CallKind } from './words.js';

/** How much of a body is kept for tests to look at. */
const KEPT_BYTES = 64 * 1024;

/** One request that came to the platform, as tests see it. */
export class Call {
  readonly method: string;
  /** As it came over the wire, not normalised. */
  readonly path: string;
  /** As it came over the wire, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** Every header line in its order, with repetitions. */
  readonly rawHeaders: readonly string[];
  readonly startedAt = Date.now();
  kind: CallKind = 'api';
  /** Bytes of the body that arrived so far. */
  bytes = 0;
  /** Hexadecimal; null until the body came to its end. */
  sha256: string | null = null;
  /** The beginning of the body, as UTF-8. */
  body = '';
  /** The access token or refresh token that was presented, and the login of the person it belongs to. */
  token: string | null = null;
  actedAs: string | null = null;
  endedAt: number | null = null;
  status: number | null = null;
  /** `lost`: the platform itself cut the connection. `client_gone`: the other side did. */
  outcome: 'running' | 'answered' | 'lost' | 'client_gone' = 'running';

  private whole: Promise<Buffer> | null = null;

  constructor(private readonly request: IncomingMessage) {
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    this.method = request.method ?? 'GET';
    this.path = mark < 0 ? target : target.slice(0, mark);
    this.query = mark < 0 ? '' : target.slice(mark + 1);
    this.headers = request.headers;
    this.rawHeaders = request.rawHeaders;
  }

  get parameters(): URLSearchParams {
    return new URLSearchParams(this.query);
  }

  /** The body in pieces, each noted as it passes. */
  async *pieces(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    const kept: Buffer[] = [];
    for await (const piece of this.request as AsyncIterable<Buffer>) {
      hash.update(piece);
      if (this.bytes < KEPT_BYTES) kept.push(piece);
      this.bytes += piece.length;
      this.body = Buffer.concat(kept).toString('utf8');
      yield piece;
    }
    this.sha256 = hash.digest('hex');
  }

  /** The whole body; may be asked for again. */
  read(): Promise<Buffer> {
    return (this.whole ??= this.gather());
  }

  private async gather(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pieces()) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** What follows `scheme` in Authorization, without regard to case; null when there is none. */
  credential(...schemes: readonly string[]): string | null {
    const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(this.headers.authorization ?? '') ?? [];
    return schemes.some((one) => one.toLowerCase() === scheme.toLowerCase()) ? value : null;
  }

  header(name: string): string | null {
    const value = this.headers[name];
    return typeof value === 'string' ? value : null;
  }
}

/** How many of these calls ran at the same moment, at most. */
export function mostAtOnce(calls: readonly Call[]): number {
  const changes = calls.flatMap(({ startedAt, endedAt }) => [
    { at: startedAt, by: 1 },
    { at: endedAt ?? Infinity, by: -1 },
  ]);
  // What ends in the same millisecond in which another begins did not overlap it, as far as we can tell.
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let running = 0;
  return changes.reduce((most, { by }) => Math.max(most, (running += by)), 0);
}

/** A text or number of a JSON object as text; null when it is not there. */
export function field(body: unknown, ...path: readonly string[]): string | null {
  let at = body;
  for (const name of path)
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === name)?.[1] : null;
  return typeof at === 'string' || typeof at === 'number' ? String(at) : null;
}

/** Null when it is no JSON. */
export function parseJson(text: string | Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return null;
  }
}

/** Reads a JSON body, and answers how to read its fields. */
export async function readFields(call: Call): Promise<(...path: readonly string[]) => string | null> {
  const body = parseJson(await call.read());
  return (...path) => field(body, ...path);
}
