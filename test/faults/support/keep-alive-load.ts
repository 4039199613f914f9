import { randomUUID } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';

/**
 * What became of a request. Only `unanswered` needs a second look: the connection closed before any byte of an answer, which is
 * fine when the program never saw the request (it closed an idle connection just then), as a client may send it again.
 */
export type Outcome = 'complete' | 'refused' | 'unanswered' | 'cut';

export interface Sent {
  readonly id: string;
  readonly outcome: Outcome;
  readonly status: number | null;
}

export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Requests on one connection after the other, each kept open as long as the program lets it be. */
export class KeepAliveClient {
  readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  send(method: 'GET' | 'POST', { path, headers, body }: Call): Promise<Sent> {
    const id = `load-${randomUUID()}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const all = { ...headers, ...type, 'content-length': String(Buffer.byteLength(text)), 'x-request-id': id };
    return new Promise((resolve) => {
      const sent = request(new URL(path, this.url), { method, agent: this.agent, headers: all }, (response) => {
        void outcomeOf(response).then((outcome) => resolve({ id, outcome, status: response.statusCode ?? null }));
      });
      sent.once('error', ({ code }: NodeJS.ErrnoException) => {
        resolve({ id, outcome: code === 'ECONNREFUSED' ? 'refused' : 'unanswered', status: null });
      });
      sent.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function outcomeOf(response: IncomingMessage): Promise<Outcome> {
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.complete ? 'complete' : 'cut'));
    response.resume();
  });
}

/** Many such clients that never pause, until the program refuses connections. */
export class KeepAliveLoad {
  readonly sent: Sent[] = [];
  private readonly clients: KeepAliveClient[];

  constructor(url: string, connections: number) {
    this.clients = Array.from({ length: connections }, () => new KeepAliveClient(url));
  }

  /** Resolves when every client was refused. */
  async run(next: () => Call): Promise<void> {
    const keepOn = async (client: KeepAliveClient): Promise<void> => {
      for (;;) {
        const sent = await client.send('POST', next());
        this.sent.push(sent);
        if (sent.outcome === 'refused') return client.close();
      }
    };
    await Promise.all(this.clients.map(keepOn));
  }

  idsOf(...outcomes: readonly Outcome[]): string[] {
    return this.sent.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
  }
}
