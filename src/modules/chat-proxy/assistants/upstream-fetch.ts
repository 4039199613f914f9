import { Agent, request } from 'undici';
import { EventBytes, keep } from './event-bytes.js';
import type { UpstreamCall } from './upstream-call.js';
import { UpstreamRefusal } from './upstream-failures.js';

/** The deadlines are ours. Connections are used again by later turns. */
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** The `fetch` of the AI SDK: over connections of ours, with the deadlines of the call that it is for. */
export class UpstreamFetch {
  /** The AI SDK hands nothing through to its `fetch` but the signal. */
  private readonly calls = new WeakMap<AbortSignal, UpstreamCall>();

  expect(call: UpstreamCall): void {
    this.calls.set(call.signal, call);
  }

  /** @throws UpstreamRefusal, what the socket fails with, or the reason of the signal */
  readonly fetch: typeof globalThis.fetch = async (url, init) => {
    const call = init?.signal ? this.calls.get(init.signal) : undefined;
    if (!call) throw new Error('A request that nobody made');
    const { statusCode, headers, body } = await request(url as string, {
      method: 'POST',
      headers: init?.headers as Record<string, string>,
      body: init?.body as string,
      signal: call.signal,
      dispatcher: agent,
    });
    // No redirect is followed: it would carry the conversation to an address nobody configured.
    if (statusCode === 200) return new Response(EventBytes.of(body, call));
    // What it says is for nobody; reading it frees the connection.
    keep(body);
    throw new UpstreamRefusal(statusCode, headers);
  };
}
