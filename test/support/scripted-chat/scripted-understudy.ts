import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { listen, type Listening } from '../identity/listening.js';
import type { Frame } from './scripts.js';
import { ScriptedTurn } from './turn.js';

/** What happens to one connection of a stream. */
export interface Fate {
  /** After this many bytes … */
  readonly bytes: number;
  /** … it breaks, is closed in good order, or falls silent. */
  readonly then: 'break' | 'close' | 'silence';
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

type Answer = (reply: ServerResponse) => void;

/**
 * The routes that bot services call, as the contract describes them, with a script for what the assistant says and connections that meet
 * their fate. Everybody named `ada` is linked; a link is confirmed when `confirm` is called.
 */
export class ScriptedUnderstudy {
  readonly seen: Seen[] = [];
  readonly turns: ScriptedTurn[] = [];
  /** What the next turns say. Null: words without end, until somebody cancels. Or what is made of the message. */
  script: readonly Frame[] | ((message: string) => readonly Frame[] | null) | null = [];
  /** Of the stream's connections, in this order; those after the last one live. */
  fates: Fate[] = [];
  /** Instead of the next answers. */
  instead: Answer[] = [];
  /** A cursor means nothing to the server: it begins anew. */
  forgetful = false;
  private readonly linked = new Set(['ada']);
  private readonly asked: string[] = [];
  private readonly byKey = new Map<string, ScriptedTurn>();

  private constructor(private readonly listening: Listening) {}

  static async start(): Promise<ScriptedUnderstudy> {
    let server: ScriptedUnderstudy | null = null;
    const listening = await listen(() => (request, reply) => void server?.handle(request, reply));
    server = new ScriptedUnderstudy(listening);
    return server;
  }

  get url(): string {
    return this.listening.url;
  }

  close(): Promise<void> {
    for (const turn of this.turns) turn.close();
    return this.listening.close();
  }

  /** The person opens the newest link and confirms. */
  confirm(): void {
    const who = this.asked.at(-1);
    if (who !== undefined) this.linked.add(who);
  }

  streams(): Seen[] {
    return this.seen.filter(({ path }) => path.endsWith('/stream'));
  }

  private async handle(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace('/v1/platform-linking', '');
    const text = await readText(request);
    const body = (text === '' ? {} : JSON.parse(text)) as Seen['body'];
    const seen = { method: request.method ?? '', path, headers: request.headers, body };
    this.seen.push(seen);
    const instead = this.instead.shift();
    if (instead !== undefined) instead(reply);
    else await this.route(seen, reply);
  }

  private async route({ path, headers, body }: Seen, reply: ServerResponse): Promise<void> {
    const who = String(body.platform_user_id);
    const turn = this.turns.find(({ id }) => path.startsWith(`/chat/turns/${id}/`));
    if (path === '/resolve') return json(reply, { linked: this.linked.has(who), user_id: this.userOf(who) });
    if (path === '/v1/auth/login') return json(reply, { access_token: 'jwt' });
    if (path.endsWith('/confirm')) {
      this.confirm();
      return json(reply, { success: true });
    }
    if (path === '/tokens') return this.makeLink(who, reply);
    if (path.startsWith('/tokens/')) return this.tellLink(reply);
    if (path === '/chat/session') return json(reply, { session_id: 'session-1' });
    if (path === '/chat/stream') {
      if (!this.linked.has(who)) return problem(reply, 404, 'user_has_no_links');
      return this.stream(this.turnOf(String(headers['idempotency-key']), String(body.message)), null, reply);
    }
    if (turn === undefined) return problem(reply, 404, 'chat_turn_not_found');
    if (path.endsWith('/cancel')) return cancel(turn, reply);
    const cursor = headers['last-event-id'];
    return this.stream(turn, typeof cursor === 'string' ? cursor : null, reply);
  }

  private userOf(who: string): string | null {
    return this.linked.has(who) ? `user-of-${who}` : null;
  }

  private makeLink(who: string, reply: ServerResponse): void {
    this.asked.push(who);
    const token = `token-${this.asked.length}`;
    json(reply, { token, link_url: `${this.url}/link/${token}`, expires_at: '2026-11-20T10:00:00.000Z' }, 201);
  }

  private tellLink(reply: ServerResponse): void {
    const userId = this.userOf(this.asked.at(-1) ?? '');
    json(reply, { status: userId === null ? 'pending' : 'linked', user_id: userId });
  }

  private turnOf(key: string, message: string): ScriptedTurn {
    const running = this.byKey.get(key);
    if (running !== undefined) return running;
    const turn = new ScriptedTurn(`turn-${this.turns.length + 1}`);
    this.turns.push(turn);
    this.byKey.set(key, turn);
    const script = typeof this.script === 'function' ? this.script(message) : this.script;
    if (script === null) {
      babble(turn);
    } else {
      turn.append(...script);
      turn.close();
    }
    return turn;
  }

  private async stream(turn: ScriptedTurn, cursor: string | null, reply: ServerResponse): Promise<void> {
    reply.writeHead(200, {
      'content-type': 'text/event-stream',
      'x-session-id': 'session-1',
      'x-turn-id': turn.id,
      'x-vercel-ai-ui-message-stream': 'v1',
    });
    const fate = this.fates.shift();
    let room = fate?.bytes ?? Number.POSITIVE_INFINITY;
    for await (const event of turn.bytes(cursor, this.forgetful)) {
      const bytes = Buffer.from(event);
      if (reply.destroyed) return;
      reply.write(bytes.subarray(0, Math.min(room, bytes.length)));
      room -= bytes.length;
      if (room <= 0 && fate !== undefined) return meet(fate, reply);
      // One event a turn of the loop, so that they arrive in several reads.
      await new Promise<void>((done) => setImmediate(done));
    }
    reply.end();
  }
}

function meet({ then }: Fate, reply: ServerResponse): void {
  if (then === 'close') reply.end();
  // What was written is to arrive first.
  if (then === 'break') setTimeout(() => reply.destroy(), 2);
}

function babble(turn: ScriptedTurn): void {
  turn.append({ type: 'start' }, { type: 'start-step' }, { type: 'text-start', id: 't1' });
  const timer = setInterval(() => {
    if (turn.closed) clearInterval(timer);
    else turn.append({ type: 'text-delta', id: 't1', delta: 'and on ' });
  }, 5);
}

function cancel(turn: ScriptedTurn, reply: ServerResponse): void {
  if (!turn.closed) {
    turn.append({ type: 'text-end', id: 't1' }, { type: 'finish-step' }, { type: 'abort' }, { type: 'finish' });
    turn.close();
  }
  json(reply, { turn_id: turn.id, status: 'cancelled' });
}

function json(reply: ServerResponse, body: unknown, status = 200): void {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function problem(reply: ServerResponse, status: number, code: string, headers = {}): void {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    detail: `No: ${code}`,
    instance: 'request-1',
    code,
    error_code: 1,
  };
  reply.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(JSON.stringify(body));
}
