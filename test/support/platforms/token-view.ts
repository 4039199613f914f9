import { isLive, type Family, type Grants } from './grants.js';
import type { Person } from './words.js';

export interface RefreshTokenView {
  readonly value: string;
  readonly generation: number;
  readonly redemptions: number;
  /** `retired`: a successor was given for it; it may still work in its grace. */
  readonly state: 'current' | 'retired' | 'dead';
}

/** What the platform knows of its tokens, for tests to compare with what we stored. */
export class TokenView {
  constructor(private readonly grants: Grants) {}

  /** Values of the access tokens that work now, oldest first. */
  liveAccess(person: Person): string[] {
    return this.grants
      .ofPerson(person)
      .flatMap(({ access }) => access)
      .filter(isLive)
      .map(({ value }) => value);
  }

  /** Every refresh token the person ever had, oldest first. */
  refresh(person: Person): RefreshTokenView[] {
    return this.grants.ofPerson(person).flatMap((family) =>
      family.refresh.map(({ value, generation, redemptions, retiredAt }) => {
        const state = family.ended !== null ? 'dead' : retiredAt !== null ? 'retired' : 'current';
        return { value, generation, redemptions, state };
      }),
    );
  }

  /** The newest refresh token that may be used, null when there is none. */
  currentRefresh(person: Person): string | null {
    return this.refresh(person).findLast(({ state }) => state === 'current')?.value ?? null;
  }

  /** Whether the token would be accepted now and is the newest of its family. */
  isCurrent(value: string): boolean {
    const found = this.grants.findRefresh(value);
    return found?.family.ended === null && found.token.retiredAt === null;
  }

  /** Whose access token it is, also when it no longer works. */
  ownerOf(value: string): Person | null {
    const holds = ({ access }: Family): boolean => access.some((token) => token.value === value);
    return this.grants.families.find(holds)?.person ?? null;
  }

  /** How many consents came to their end, by reason. */
  ended(reason: NonNullable<Family['ended']>): number {
    return this.grants.families.filter(({ ended }) => ended === reason).length;
  }
}
