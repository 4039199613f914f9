/** Counts what happens in sliding windows, per name. */
export class Pace {
  private readonly moments = new Map<string, number[]>();
  /** Most of one name in any window so far, with those that were too many. */
  most = 0;

  /** @param windowMs length of the window; `max` may be changed by a test */
  constructor(
    public max: number,
    private readonly windowMs: number,
  ) {}

  /** Whether one more is within the limit. It counts in any case, as attempts do. */
  take(name: string): boolean {
    const now = Date.now();
    const recent = (this.moments.get(name) ?? []).filter((moment) => moment > now - this.windowMs);
    recent.push(now);
    this.moments.set(name, recent);
    this.most = Math.max(this.most, recent.length);
    return recent.length <= this.max;
  }
}
