import { connect } from 'node:net';

/** A request as bytes, so that it can be wrong in ways no HTTP client allows. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as they go over the wire, one byte per character. */
  readonly target: string;
  /** In this order, repeated where they are repeated; one byte per character. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const TIMEOUT_MS = 10_000;

/** @throws when the server does not answer within 10 s, or with something that is not HTTP */
export async function sendRaw(url: string, request: RawRequest): Promise<RawAnswer> {
  return parseAnswer(await exchange(new URL(url), serialize(request)));
}

function serialize({ method, target, headers, body }: RawRequest): Buffer {
  const framing: [string, string][] = [['connection', 'close']];
  if (body !== null) framing.push(['content-length', String(body.length)]);
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}`);
  const head = [`${method} ${target} HTTP/1.1`, 'host: fuzz.test', ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)]);
}

function exchange(url: URL, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(url.port), url.hostname);
    const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    let failure: Error | null = null;
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that refuses a body early resets the connection after its answer, which still counts.
    socket.on('error', (error) => (failure = error));
    socket.on('close', () => {
      clearTimeout(timer);
      if (chunks.length > 0) resolve(Buffer.concat(chunks));
      else reject(failure ?? new Error('the connection was closed without an answer'));
    });
    socket.write(bytes);
  });
}

function parseAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (end < 0 || Number.isNaN(status)) throw new Error(`not HTTP: ${statusLine}`);
  const rest = bytes.subarray(end + 4);
  if (status < 200) return parseAnswer(rest);
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunk(rest) : rest;
  return { status, headers, body: body.toString('utf8') };
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 4 + size;
  }
}
