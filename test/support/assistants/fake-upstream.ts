import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { listen, type Listening } from '../identity/listening.js';

/** What came to `/chat/completions`. */
export interface UpstreamRequest {
  readonly path: string;
  readonly authorization: string | null;
  readonly body: { readonly model: string; readonly messages: readonly { role: string; content: unknown }[] };
}

/** How one request is answered. */
export type Scenario = (reply: ServerResponse, request: UpstreamRequest) => void;

/** An OpenAI-compatible server that does what it is told, wrong things above all. */
export interface FakeUpstream extends Listening {
  /** For `ASSISTANT_BASE_URL`. */
  readonly baseUrl: string;
  readonly requests: readonly UpstreamRequest[];
  /** Connections that were closed by the other side before the answer was complete. */
  readonly hangUps: number;
  /** The next requests are answered like this, in this order; the last scenario stays. Forgets what was before. */
  play(...scenarios: Scenario[]): void;
}

export async function startFakeUpstream(): Promise<FakeUpstream> {
  const state = { requests: [] as UpstreamRequest[], hangUps: 0, scenarios: [] as Scenario[] };
  const server = await listen(() => (incoming, reply) => {
    reply.on('close', () => {
      if (!reply.writableEnded && !reply.errored) state.hangUps++;
    });
    void readRequest(incoming).then((request) => {
      state.requests.push(request);
      const scenario = state.scenarios.length > 1 ? state.scenarios.shift() : state.scenarios[0];
      if (scenario === undefined) reply.writeHead(404).end();
      else scenario(reply, request);
    });
  });
  return {
    ...server,
    baseUrl: `${server.url}/v1`,
    get requests() {
      return state.requests;
    },
    get hangUps() {
      return state.hangUps;
    },
    play: (...scenarios) => void Object.assign(state, { requests: [], hangUps: 0, scenarios }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<UpstreamRequest> {
  const body = JSON.parse(await readText(incoming)) as UpstreamRequest['body'];
  return { path: incoming.url ?? '', authorization: incoming.headers.authorization ?? null, body };
}
