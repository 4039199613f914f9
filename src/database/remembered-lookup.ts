import type { Seen } from '../common/access/seen.js';
import { BatchedLookup, type BatchedLookupOptions, type LookupMany } from './batched-lookup.js';
import { SeenValues } from './seen-values.js';

export interface RememberedLookupOptions<K, V> extends BatchedLookupOptions<K> {
  /**
   * How long a value stays as it is while nothing changes: seconds since 1970 by the database's clock, Infinity = as long as nothing changes; null =
   * it is not remembered. "There is none" never is: most inserts do not change the version.
   */
  readonly until: (value: V) => number | null;
}

/**
 * A look-up whose answers are kept for as long as the database says that nothing changed which they depend on. The version that a request
 * saw when its credential was checked decides: a value read at that version is what the database would answer. Each change of the tables behind
 * (migration 50) gives another version within its own transaction, so what was committed before a request is always seen by it.
 */
export class RememberedLookup<K, V> {
  private readonly lookup: BatchedLookup<K, V>;
  private readonly known = new SeenValues<V>();

  constructor(
    lookUp: LookupMany<K, V>,
    private readonly options: RememberedLookupOptions<K, V>,
  ) {
    this.lookup = new BatchedLookup(lookUp, options);
  }

  /** @param seen by this very request; null: the database is asked. @returns at once what is known already */
  find(key: K, seen: Seen | null): V | Promise<V> {
    if (seen === null) return this.lookup.find(key);
    return this.known.get(this.options.textOf(key), seen) ?? this.learn(key, seen);
  }

  private async learn(key: K, seen: Seen): Promise<V> {
    const value = await this.lookup.find(key);
    const until = this.options.until(value);
    if (until !== null) this.known.keep(this.options.textOf(key), value, until, seen);
    return value;
  }
}
