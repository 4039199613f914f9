/** Encryption keys by id; `current` seals, all of them open what they sealed. */
export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

export const KEY_RING = Symbol('KeyRing');
