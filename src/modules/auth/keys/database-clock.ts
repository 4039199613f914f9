/** The database's time between two looks at it: replicas whose clocks differ still agree on when a token expires. */
export class DatabaseClock {
  private offset: number | null = null;

  /** @param now what the database said it was just now */
  set(now: Date): void {
    // The process's own clock may be set back or forth at any time; this one only goes on.
    this.offset = now.getTime() - performance.now();
  }

  now(): Date {
    if (this.offset === null) throw new Error('The database was not asked for the time yet');
    return new Date(performance.now() + this.offset);
  }
}
