/** Somebody as an outside issuer, provider or directory names them, after it has proven who they are. */
export interface OutsidePerson {
  readonly issuer: string;
  /** Never reassigned by the issuer; with it, the only thing that people are recognised by. */
  readonly subject: string;
  /** What they are called there, for a first guess at a username. */
  readonly username: string | null;
  /** null unless the issuer vouches for it. */
  readonly email: string | null;
  readonly name: string | null;
}

/** A person who was seen before, as they are at the moment of the look-up. */
export interface KnownPerson {
  readonly userId: string;
  readonly username: string;
  readonly isSystemAdmin: boolean;
  readonly active: boolean;
  /** Was last seen so long ago that it is worth writing down. */
  readonly stale: boolean;
}

/** Where a credential came from, for limits and the audit. */
export interface RequestOrigin {
  readonly address: string;
  readonly requestId: string;
}
