/**
 * How the database stood when a request's credential was checked: whatever of it was read at this version or after it is still so, but for
 * what ends by itself with time.
 */
export interface Seen {
  /** Another one after each change of what access is judged by; never the same twice. */
  readonly version: string;
  /** Seconds since 1970, by the database's clock. */
  readonly at: number;
}
