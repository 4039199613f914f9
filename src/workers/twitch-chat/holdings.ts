import { elapsedSince, type Moment } from './lease-clock.js';

interface Holding {
  readonly fence: number;
  readonly since: Moment;
  readonly forMs: number;
}

/** Before the end of a lease, as a message on its way takes time too. */
const marginOf = (ttlMs: number): number => Math.min(2_000, ttlMs / 5);

/** The channels that are ours, as far as we can be sure. */
export class Holdings {
  private readonly held = new Map<string, Holding>();

  /** @param askedAt when the request was sent: the lease cannot have begun before */
  grant(accountId: string, fence: number, askedAt: Moment, ttlMs: number): void {
    this.held.set(accountId, { fence, since: askedAt, forMs: ttlMs - marginOf(ttlMs) });
  }

  drop(accountId: string): void {
    this.held.delete(accountId);
  }

  /** null when it may be somebody else's by now. To be asked right before anything is said, with nothing in between. */
  fenceOf(accountId: string): number | null {
    const holding = this.held.get(accountId);
    if (!holding || elapsedSince(holding.since) >= holding.forMs) return null;
    return holding.fence;
  }

  /** Of the lease that we had last, lapsed or not; null for none. */
  lastFenceOf(accountId: string): number | null {
    return this.held.get(accountId)?.fence ?? null;
  }

  /** Also those that may have lapsed. */
  get all(): string[] {
    return [...this.held.keys()];
  }

  get lapsed(): string[] {
    return this.all.filter((accountId) => this.fenceOf(accountId) === null);
  }
}
