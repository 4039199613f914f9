const LOOK_EVERY_MS = 100;

interface Block {
  readonly endedAt: number;
  readonly ms: number;
}

/**
 * How long the event loop was blocked lately, by how late its own timer is. Asking changes nothing, and what is over is forgotten whether
 * anybody asks or not. (Node's histogram cannot be read and reset now and then: a reset loses the block that made it late.)
 */
export class EventLoopWatch {
  private timer: NodeJS.Timeout | null = null;
  private lookedAt = 0;
  private blocks: readonly Block[] = [];

  /** @param recentMs how far it looks back */
  constructor(private readonly recentMs: number) {}

  start(): void {
    this.lookedAt = performance.now();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  worstMs(): number {
    if (this.timer) this.look();
    return Math.max(0, ...this.blocks.map(({ ms }) => ms));
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private look(): void {
    const now = performance.now();
    const ms = now - this.lookedAt - LOOK_EVERY_MS;
    this.lookedAt = now;
    const all = ms > LOOK_EVERY_MS ? [...this.blocks, { endedAt: now, ms }] : this.blocks;
    this.blocks = all.filter(({ endedAt }) => endedAt > now - this.recentMs);
  }
}
