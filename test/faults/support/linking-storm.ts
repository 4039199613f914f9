import { createHash, randomUUID } from 'node:crypto';
import type { Answer, Client } from '../../support/client.js';
import { identity, type Identity } from '../../support/given.js';
import type { Dice } from './dice.js';
import type { LinkingHistory } from './linking-invariants.js';
import { Persistence } from './persistence.js';

const LINKING = '/v1/platform-linking';
const SHARED_IDENTITIES = 8;
const TOKENS_REMEMBERED = 3;

export interface StormPlace {
  readonly service: Client;
  /** Resolves when the program listens. */
  up(): Promise<void>;
}

interface Person {
  readonly id: string;
  readonly client: Client;
}

/**
 * Many callers link and unlink at once. Each courier has identities of its own, so that what it may be answered is certain; the crowd
 * fights over a few. Every caller repeats a call whose answer was lost.
 */
export class LinkingStorm implements LinkingHistory {
  readonly confirmed = new Map<string, string>();
  readonly unlinkAttempts = new Set<string>();
  /** Answers that break a promise, in words. */
  readonly surprises = new Set<string>();
  /** Confirms whose answer was lost, by what the repeat said. */
  readonly repeats = { replayed: 0, recognised: 0 };
  readonly calls: Persistence;
  private readonly shared = Array.from({ length: SHARED_IDENTITIES }, () => identity('TELEGRAM'));
  private readonly tokens = new Map<Identity, string[]>();
  private listeners: (() => void)[] = [];

  constructor(private readonly place: StormPlace) {
    this.calls = new Persistence(() => place.up());
  }

  /** Resolves when a courier is about to send its next confirm. */
  nextConfirm(): Promise<void> {
    return new Promise((done) => this.listeners.push(done));
  }

  /** A new identity: token, confirm, resolve, and half the time unlink. */
  async courierRound(person: Person, dice: Dice): Promise<void> {
    const whose = identity();
    const issued = await this.calls.repeat<{ token: string }>(
      once((headers) => this.place.service.post(`${LINKING}/tokens`, whose, headers)),
    );
    this.expect('a token of its own', issued.answer, issued.answer.status === 200);
    await this.confirmAsOnly(person, issued.answer.body.token, dice);
    await this.expectOwner(whose, person.id);
    if (!dice.chance(0.5)) return;
    await this.unlink(person, whose);
    await this.expectOwner(whose, null);
  }

  /** Something, for an identity that others have an eye on too. */
  async crowdRound(person: Person, dice: Dice): Promise<void> {
    const whose = dice.pick(this.shared);
    if (!whose) return;
    const token = dice.pick(this.tokens.get(whose) ?? []);
    if (token !== undefined && dice.chance(0.6)) return this.confirmAmongOthers(person, token, dice);
    if (dice.chance(0.4)) return this.unlink(person, whose);
    return this.issueAmongOthers(whose);
  }

  /** Nobody else has this token: it must become a link, and the caller must learn of it. */
  private async confirmAsOnly(person: Person, token: string, dice: Dice): Promise<void> {
    const withKey = dice.chance(0.6);
    const send = (headers: Headers = {}): Promise<Answer<Confirmed>> =>
      person.client.post<Confirmed>(`${LINKING}/tokens/${token}/confirm`, undefined, headers);
    for (const tell of this.listeners.splice(0)) tell();
    const { answer, lost } = await this.calls.repeat(withKey ? once(send) : send);
    const recognised = !withKey && lost > 0 && answer.status === 410 && answer.body.linked_to_me === true;
    this.expect(
      `a confirm ${withKey ? 'with' : 'without'} a key, ${lost} answers lost`,
      answer,
      answer.status === 200 || recognised,
    );
    if (answer.headers.has('idempotency-replayed')) this.repeats.replayed++;
    if (recognised) this.repeats.recognised++;
    this.confirmed.set(sha256(token), person.id);
  }

  private async confirmAmongOthers(person: Person, token: string, dice: Dice): Promise<void> {
    const send = (headers: Headers = {}): Promise<Answer> =>
      person.client.post(`${LINKING}/tokens/${token}/confirm`, undefined, headers);
    const { answer } = await this.calls.repeat(dice.chance(0.5) ? once(send) : send);
    this.expect('a confirm among others', answer, [200, 409, 410].includes(answer.status));
    if (answer.status === 200) this.confirmed.set(sha256(token), person.id);
  }

  private async issueAmongOthers(whose: Identity): Promise<void> {
    const send = (headers: Headers): Promise<Answer<{ token: string }>> =>
      this.place.service.post(`${LINKING}/tokens`, whose, headers);
    const { answer } = await this.calls.repeat(once(send));
    this.expect('a token among others', answer, [200, 409].includes(answer.status));
    if (answer.status !== 200) return;
    const tokens = [answer.body.token, ...(this.tokens.get(whose) ?? [])];
    this.tokens.set(whose, tokens.slice(0, TOKENS_REMEMBERED));
  }

  private async unlink(person: Person, whose: Identity): Promise<void> {
    const { answer } = await this.calls.repeat(() => person.client.get<Link[]>(`${LINKING}/links`));
    this.expect('a list of links', answer, answer.status === 200);
    const link = answer.status === 200 && answer.body.find(({ platform_user_id: id }) => id === whose.platform_user_id);
    if (!link) return;
    this.unlinkAttempts.add(link.id);
    const removal = await this.calls.repeat(() => person.client.delete(`${LINKING}/links/${link.id}`));
    this.expect('an unlink', removal.answer, [200, 404].includes(removal.answer.status));
  }

  private async expectOwner(whose: Identity, userId: string | null): Promise<void> {
    const { answer } = await this.calls.repeat(() =>
      this.place.service.post<{ linked: boolean; user_id: string | null }>(`${LINKING}/resolve`, whose),
    );
    const right = answer.status === 200 && answer.body.linked === (userId !== null) && answer.body.user_id === userId;
    this.expect(`resolve after ${userId === null ? 'an unlink' : 'a confirm'}`, answer, right);
  }

  private expect(what: string, { status, body }: Answer<object>, right: boolean): void {
    if (!right) this.surprises.add(`${what}: ${status} ${JSON.stringify({ ...body, instance: undefined })}`);
  }
}

interface Confirmed {
  readonly linked_to_me?: boolean;
}

interface Link extends Identity {
  readonly id: string;
}

type Headers = Readonly<Record<string, string>>;

/** The same call, however often it is sent. */
function once<T>(send: (headers: Headers) => Promise<T>): () => Promise<T> {
  const headers = { 'idempotency-key': randomUUID() };
  return () => send(headers);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
