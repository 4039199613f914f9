import { isTrustworthy } from '../../../config/identity.rules.js';

/** Metadata, keys and tokens are kilobytes. */
const MAX_BYTES = 256 * 1024;

const WITHOUT_BODY = new Set([204, 205, 304]);

interface BoundedRequest {
  readonly method?: string;
  readonly headers?: RequestInit['headers'];
  readonly body?: RequestInit['body'];
  readonly signal?: AbortSignal | null;
}

/**
 * fetch for what identity providers answer: all of it before the deadline, no more than a bounded number of bytes (also of what unpacks
 * to more), over https (or on this machine), and no redirect followed.
 */
export async function boundedFetch(url: string, request: BoundedRequest, deadline: AbortSignal): Promise<Response> {
  if (!isTrustworthy(url)) throw new Error('An identity provider named an address that is not https://');
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  const { method, headers, body } = request;
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
  const { status, statusText } = response;
  const bytes = await readBounded(response);
  return new Response(WITHOUT_BODY.has(status) ? null : bytes, { status, statusText, headers: response.headers });
}

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early closes the connection.
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.byteLength;
    if (length > MAX_BYTES) throw new Error(`An identity provider answered with more than ${MAX_BYTES} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
