/** How many calls are left in the current window, per token. */
export class Allowance {
  private windows = new Map<string, { endsAt: number; used: number }>();

  constructor(
    private max: number,
    private windowMs: number,
  ) {}

  /** Begins anew with other numbers. */
  set(max: number, windowMs: number): void {
    [this.max, this.windowMs] = [max, windowMs];
    this.windows = new Map();
  }

  /** Counts one call. `resetAt` in milliseconds since 1970. */
  take(token: string): {
    readonly limit: number;
    readonly left: number;
    readonly resetAt: number;
    readonly over: boolean;
  } {
    const now = Date.now();
    const known = this.windows.get(token);
    const window = known && known.endsAt > now ? known : { endsAt: now + this.windowMs, used: 0 };
    this.windows.set(token, window);
    const over = window.used >= this.max;
    if (!over) window.used++;
    return { limit: this.max, left: this.max - window.used, resetAt: window.endsAt, over };
  }
}
