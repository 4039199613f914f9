const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a key signs. */
export const SIGNS_MS = 30 * DAY;

/** How long it verifies afterwards: longer than the tokens it signed last live. */
export const VERIFIES_AFTER_MS = HOUR;

/** A key is published a day before it signs, so that other verifiers know it by then; the hour covers the pause between two looks. */
export const PUBLISHED_AHEAD_MS = DAY + HOUR;

export interface KeyPeriod {
  readonly signsFrom: Date;
  readonly signsUntil: Date;
  readonly verifiesUntil: Date;
}

export interface KnownKey extends KeyPeriod {
  readonly id: string;
  /** Its private key can be opened here. */
  readonly usable: boolean;
}

/** The key that signs now: the youngest of those whose time it is. */
export function signingKeyAt<K extends KnownKey>(keys: readonly K[], now: Date): K | null {
  const current = keys.filter((key) => key.usable && key.signsFrom <= now && now < key.signsUntil);
  return current.sort((a, b) => b.signsFrom.getTime() - a.signsFrom.getTime() || (a.id < b.id ? 1 : -1))[0] ?? null;
}

/** The period of the key that must be made now, or null when none is needed. */
export function decideNextKey(keys: readonly KnownKey[], now: Date): KeyPeriod | null {
  const current = signingKeyAt(keys, now);
  if (!current) return periodFrom(now);
  if (current.signsUntil.getTime() - now.getTime() > PUBLISHED_AHEAD_MS) return null;
  const successor = keys.some((key) => key.usable && key.signsUntil > current.signsUntil);
  return successor ? null : periodFrom(current.signsUntil);
}

function periodFrom(start: Date): KeyPeriod {
  const signsUntil = new Date(start.getTime() + SIGNS_MS);
  return { signsFrom: start, signsUntil, verifiesUntil: new Date(signsUntil.getTime() + VERIFIES_AFTER_MS) };
}
