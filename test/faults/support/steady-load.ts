import { createHash, randomUUID } from 'node:crypto';
import type { Answer, Client } from '../../support/client.js';
import { identity, type Human, type Identity } from '../../support/given.js';
import type { LinkingHistory } from './linking-invariants.js';

const LINKING = '/v1/platform-linking';
const RESOLVERS = 24;
const LINKERS = 8;

type Headers = Readonly<Record<string, string>>;
type Body = Readonly<Record<string, unknown>>;

/** Resolving and linking over 32 connections, while the database is troubled: refusals are repeated, and everything is kept count of. */
export class SteadyLoad implements LinkingHistory {
  readonly confirmed = new Map<string, string>();
  readonly unlinkAttempts = new Set<string>();
  /** Answers that are neither right nor an honest 503, in words. */
  readonly surprises = new Set<string>();
  readonly counted = { answers: 0, refused: 0 };
  slowestMs = 0;
  /** When the last 503 came. */
  lastRefusal = 0;
  private goodInARow = 0;
  private readonly linked: Identity[] = [];
  private over = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly service: Client,
    private readonly people: readonly Human[],
  ) {}

  start(): void {
    const resolvers = Array.from({ length: RESOLVERS }, () => this.keepOn(() => this.resolve()));
    const linkers = Array.from({ length: LINKERS }, (_, number) => this.keepOn(() => this.link(number)));
    this.running = Promise.all([...resolvers, ...linkers]);
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.running;
  }

  /** Were the last so many answers all good? */
  good(inARow: number): boolean {
    return this.goodInARow >= inARow;
  }

  forgetGoodOnes(): void {
    this.goodInARow = 0;
  }

  private async keepOn(work: () => Promise<void>): Promise<void> {
    while (!this.over) await work();
  }

  private async resolve(): Promise<void> {
    const known = this.linked[Math.floor(Math.random() * this.linked.length)];
    const answer = await this.timed(() => this.service.post<Body>(`${LINKING}/resolve`, known ?? identity()));
    if (answer.status !== 503 && answer.body.linked !== (known !== undefined)) this.surprise('resolve', answer);
  }

  private async link(number: number): Promise<void> {
    const person = this.people[number % this.people.length];
    const whose = identity();
    const { body } = await this.untilDone((headers) => this.service.post<Body>(`${LINKING}/tokens`, whose, headers));
    const token = String(body.token);
    const { status } = await this.untilDone(async (headers) =>
      person?.client.post<Body>(`${LINKING}/tokens/${token}/confirm`, undefined, headers),
    );
    if (status !== 200) return;
    this.confirmed.set(createHash('sha256').update(token).digest('hex'), person?.id ?? '');
    this.linked.push(whose);
  }

  /** The same call again and again, until it is not refused for want of a database. Nobody competes, so it must be 200 then. */
  private async untilDone(send: (headers: Headers) => Promise<Answer<Body> | undefined>): Promise<Answer<Body>> {
    const headers = { 'idempotency-key': randomUUID() };
    for (;;) {
      const answer = await this.timed(() => send(headers));
      if (answer.status === 503) continue;
      if (answer.status !== 200) this.surprise('linking', answer);
      return answer;
    }
  }

  private async timed(send: () => Promise<Answer<Body> | undefined>): Promise<Answer<Body>> {
    const began = performance.now();
    const answer = await send();
    if (!answer) throw new Error('Nobody to link');
    this.slowestMs = Math.max(this.slowestMs, performance.now() - began);
    this.counted.answers++;
    if (answer.status === 503) this.refused(answer);
    else this.goodInARow++;
    return answer;
  }

  private refused(answer: Answer<Body>): void {
    this.counted.refused++;
    this.goodInARow = 0;
    this.lastRefusal = performance.now();
    const { body, headers } = answer;
    const isProblem = headers.get('content-type')?.startsWith('application/problem+json') && headers.has('retry-after');
    if (!isProblem || body.code !== 'database_unavailable') this.surprise('a refusal', answer);
  }

  private surprise(what: string, { status, body }: Answer<Body>): void {
    this.surprises.add(`${what}: ${status} ${JSON.stringify({ ...body, instance: undefined })}`);
  }
}
