import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request, type Dispatcher } from 'undici';

/** Tokens and identities are kilobytes. */
const MAX_BYTES = 256 * 1024;

/** Shorter than every deadline, so that "nobody was there" is told from "nobody answered". */
const CONNECT_TIMEOUT_MS = 2_000;

/** Kick's edge turns away what names no client. */
const USER_AGENT = 'Understudy/1.0';

/** Nothing of the call had left when these happened. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_CLOSED|UND_ERR_DESTROYED|UND_ERR_INVALID_ARG|EPROTO|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

export interface OutboundCall {
  readonly method: 'GET' | 'POST';
  /** A configured address, or a path of ours below one. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For everything, from the name look-up to the last byte of the answer. */
  readonly deadlineMs: number;
}

/**
 * `answered`: a whole answer. `overlong`: more than we read. `cut`: it broke off behind the status. `silent`: sent, but no status came.
 * `unreachable`: nothing was sent.
 */
export type OutboundOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | null;
      readonly text: string;
    }
  | { readonly kind: 'overlong'; readonly status: number }
  | { readonly kind: 'cut'; readonly status: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreachable' };

/**
 * One call to a platform, with a deadline and a bound on what is read. It follows no redirect and unpacks nothing: what comes packed
 * although we accept no packing is not JSON. Never throws.
 */
@Injectable()
export class OutboundClient implements OnApplicationShutdown {
  /**
   * No connection is used twice: a platform closes idle ones whenever it likes, and a call that meets such an end may or may not have
   * been read, which for a token that can be spent once is the one thing to avoid.
   */
  private readonly agent = new Agent({ pipelining: 0, connect: { timeout: CONNECT_TIMEOUT_MS } });

  async send(call: OutboundCall): Promise<OutboundOutcome> {
    const { method, url, body, deadlineMs } = call;
    const signal = AbortSignal.timeout(deadlineMs);
    const headers = { 'accept-encoding': 'identity', 'user-agent': USER_AGENT, ...call.headers };
    try {
      return await readAnswer(await request(url, { method, headers, body, signal, dispatcher: this.agent }));
    } catch (error) {
      return { kind: NOT_SENT.test(codeOf(error)) ? 'unreachable' : 'silent' };
    }
  }

  /** Waits for the calls that run, which have deadlines. */
  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }
}

async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<OutboundOutcome> {
  const status = statusCode;
  const parts: Buffer[] = [];
  let length = 0;
  try {
    // Leaving the loop early closes the connection.
    for await (const part of body as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > MAX_BYTES) return { kind: 'overlong', status };
      parts.push(part);
    }
  } catch {
    return { kind: 'cut', status };
  }
  const [retryAfter = null] = [headers['retry-after']].flat();
  return { kind: 'answered', status, retryAfter, text: Buffer.concat(parts).toString('utf8') };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
