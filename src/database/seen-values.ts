import type { Seen } from '../common/access/seen.js';

/** `until`: seconds since 1970 by the database's clock; the value has ended by itself then. */
interface Kept<V> {
  readonly value: V;
  readonly until: number;
}

/** About 20 MB at worst; the oldest goes first. */
const MOST = 20_000;

/** Values that were read at one version of the database. Another version is another set of values: nothing is ever told of one that is over. */
export class SeenValues<V> {
  private values = new Map<string, Kept<V>>();
  private of: string | null = null;

  /** The version of all that is kept; null before anything was. */
  get version(): string | null {
    return this.of;
  }

  /** What is kept under a key at `version`, whether it is over or not. */
  keptFor(key: string): Kept<V> | undefined {
    return this.values.get(key);
  }

  get(key: string, { version, at }: Seen): V | undefined {
    if (version !== this.of) return undefined;
    const kept = this.values.get(key);
    return kept !== undefined && at < kept.until ? kept.value : undefined;
  }

  /**
   * @param until seconds since 1970 by the database's clock
   * @param seen what was known before the statement began that read the value
   */
  keep(key: string, value: V, until: number, { version }: Seen): void {
    if (version !== this.of) {
      this.values = new Map();
      this.of = version;
    } else if (this.values.size >= MOST) {
      for (const oldest of this.values.keys()) {
        this.values.delete(oldest);
        break;
      }
    }
    this.values.set(key, { value, until });
  }

  forget(key: string): void {
    this.values.delete(key);
  }
}
