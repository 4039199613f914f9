import type { Allowance } from './allowance.js';
import type { Call } from './call.js';
import type { ChatRoom } from './chat-room.js';
import { Faults, type Fault } from './faults.js';
import type { Grants, GrantRules } from './grants.js';
import type { LiveLimit, Rotation } from './rotation.js';
import type { Drop, Person } from './words.js';

type Latency = number | ((call: Call) => number);

/** What a test turns to make the platform behave, or misbehave. */
export class Knobs {
  readonly faults = new Faults();
  private delay: Latency = 0;

  constructor(
    private readonly rules: GrantRules,
    private readonly grants: Grants,
    private readonly allowance: Allowance,
    private readonly chat: ChatRoom,
  ) {}

  rotate(rotation: Rotation): void {
    this.rules.rotation = rotation;
  }

  /** Of tokens given from now on, in seconds. */
  lifetimes({ access, refresh }: { readonly access?: number; readonly refresh?: number }): void {
    this.rules.accessLife = access ?? this.rules.accessLife;
    this.rules.refreshLife = refresh ?? this.rules.refreshLife;
  }

  maxLiveTokens(limit: LiveLimit | null): void {
    this.rules.liveLimit = limit;
  }

  /** The person disconnects the application: all tokens of theirs end. */
  revokeUser(person: Person): void {
    for (const family of this.grants.ofPerson(person)) family.ended ??= 'revoked';
  }

  /** The access tokens of the person expire; their refresh tokens stay. */
  expireNow(person: Person): void {
    for (const { access } of this.grants.ofPerson(person)) for (const token of access) token.expiresAt = 0;
  }

  /** Milliseconds before anything is done about a call. */
  latency(delay: Latency): void {
    this.delay = delay;
  }

  delayOf(call: Call): number {
    return typeof this.delay === 'number' ? this.delay : this.delay(call);
  }

  fail(fault: Fault): void {
    this.faults.add(fault);
  }

  /** API calls per token. */
  allow(max: number, windowMs: number): void {
    this.allowance.set(max, windowMs);
  }

  /** The next chat messages are accepted and not shown (refused, where the platform has no word for that). */
  drop(drop: Drop, times = 1): void {
    this.chat.dropNext(drop, times);
  }

  /** Nothing goes wrong any more; rotation and limits stay. */
  heal(): void {
    this.faults.clear();
    this.delay = 0;
  }
}
