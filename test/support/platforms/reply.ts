import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** An answer of the platform, made before anything is sent, so that a fault may come between. */
export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** A function writes as it likes, and ends the response. */
  readonly body: string | Buffer | ((response: ServerResponse) => Promise<void>);
}

export const json = (status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const html = (status: number, body: string, headers: OutgoingHttpHeaders = {}): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

export const empty = (status: number, headers: OutgoingHttpHeaders = {}): Reply => ({ status, headers, body: '' });

export const redirect = (location: string, headers: OutgoingHttpHeaders = {}): Reply =>
  empty(302, { location, ...headers });

export async function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  if (typeof body === 'function') {
    response.writeHead(status, headers);
    await body(response);
    return;
  }
  const framing = status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...framing, ...headers }).end(body);
}
