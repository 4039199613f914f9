import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuthorizePage } from './authorize-page.js';
import { Call } from './call.js';
import { echo } from './echo.js';
import type { Misbehaviour } from './faults.js';
import type { Knobs } from './knobs.js';
import { misbehave } from './misbehave.js';
import { isReply, type Profile, type Route, type Shop } from './profile.js';
import { empty, send, type Reply } from './reply.js';
import type { TokenEndpoint } from './token-endpoint.js';

const ENDS_THE_CONNECTION: readonly Misbehaviour[] = ['lost', 'reset', 'cut'];

/** Leads each request to what answers it, and lets faults come between. */
export class Dispatcher {
  readonly calls: Call[] = [];

  constructor(
    private readonly profile: Profile,
    private readonly shop: Shop,
    private readonly knobs: Knobs,
    private readonly tokens: TokenEndpoint,
    private readonly page: Pick<AuthorizePage, 'show' | 'decide'>,
  ) {}

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const call = new Call(request);
    this.calls.push(call);
    response.on('close', () => close(call, response));
    // A connection that breaks off in the middle is noted as such, and nothing else.
    void this.answer(call, response).catch(() => response.destroy());
  };

  private async answer(call: Call, response: ServerResponse): Promise<void> {
    const work = await this.find(call);
    const delay = this.knobs.delayOf(call);
    if (delay > 0) await pause(delay, undefined, { ref: false });
    const fault = this.knobs.faults.take(call);
    if (fault !== null && ENDS_THE_CONNECTION.includes(fault.how)) call.outcome = 'lost';
    if (fault !== null && !fault.afterEffect) {
      if (fault.how !== 'hang') await call.read();
      return misbehave(response, fault, null);
    }
    const right = await work();
    return fault === null ? send(response, right) : misbehave(response, fault, right);
  }

  /** What the call is, decided before any of its effects. */
  private async find(call: Call): Promise<() => Reply | Promise<Reply>> {
    const { paths } = this.profile;
    if (call.path === paths.authorize) {
      call.kind = 'page';
      return () => (call.method === 'POST' ? this.page.decide(call) : this.page.show(call));
    }
    if (call.method === 'POST' && (call.path === paths.token || call.path === paths.refresh)) {
      call.kind = 'token';
      const asked = await this.tokens.read(call);
      return () => this.tokens.answer(asked, call);
    }
    const route = this.profile.routes.find((one) => one.method === call.method && matches(one, call.path));
    if (route) {
      call.kind = route.kind;
      return () => (route.kind === 'api' ? this.api(call, () => route.answer(call)) : route.answer(call));
    }
    if (call.path.startsWith(`${paths.api}/`)) return () => this.elsewhere(call);
    return () => empty(404);
  }

  private api(call: Call, answer: (login: string) => Reply | Promise<Reply>): Reply | Promise<Reply> {
    const acting = this.profile.identify(call);
    if (isReply(acting)) return acting;
    call.token = acting.value;
    call.actedAs = acting.family.person.login;
    const { limit, left, resetAt, over } = this.shop.allowance.take(acting.value);
    const headers = this.profile.limitHeaders(limit, left, resetAt);
    if (over) return this.profile.tooMany(headers, Math.ceil((resetAt - Date.now()) / 1000));
    return Promise.resolve(answer(call.actedAs)).then((reply) => ({
      ...reply,
      headers: { ...headers, ...reply.headers },
    }));
  }

  private elsewhere(call: Call): Reply | Promise<Reply> {
    return this.api(call, (login) => echo(call, call.path.slice(this.profile.paths.api.length), login));
  }
}

const matches = ({ path }: Route, asked: string): boolean =>
  typeof path === 'string' ? path === asked : path.test(asked);

function close(call: Call, response: ServerResponse): void {
  call.endedAt = Date.now();
  call.status = response.headersSent ? response.statusCode : null;
  if (call.outcome !== 'running') return;
  call.outcome = response.writableFinished ? 'answered' : 'client_gone';
}
