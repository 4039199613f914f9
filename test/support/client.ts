type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = Readonly<Record<string, string>>;

/** What came back. `body` is the parsed JSON, or `{}` when there is none. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: T;
}

/** Talks HTTP to a world. Name the shape of the body where a test reads it: `client.get<{ items: Link[] }>(…)`. */
export class Client {
  constructor(
    readonly url: string,
    readonly headers: Headers = {},
  ) {}

  /** The same client with more headers. */
  with(headers: Headers): Client {
    return new Client(this.url, { ...this.headers, ...headers });
  }

  /** The same client, talking to another replica. */
  at(url: string): Client {
    return new Client(url, this.headers);
  }

  get<T = Record<string, unknown>>(path: string, headers?: Headers): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, headers);
  }

  post<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  put<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, headers);
  }

  patch<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body, headers);
  }

  delete<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, body, headers);
  }

  private async send<T>(method: Method, path: string, body: unknown, headers: Headers = {}): Promise<Answer<T>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      // A string is sent as it is, for tests of what is not JSON.
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text, response.headers) as T };
  }
}

function parsed(text: string, headers: globalThis.Headers): unknown {
  if (text === '') return {};
  return headers.get('content-type')?.includes('json') ? JSON.parse(text) : { text };
}
