import { busy } from '../../../common/errors/request.errors.js';

/** What a full queue tells its callers: by then it has moved on. */
const RETRY_SECONDS = 2;

/** Runs so many pieces of work at once, lets so many wait, and turns the rest away. */
export class Semaphore {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly slots: number,
    private readonly queue: number,
  ) {}

  /** @throws AppError busy */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.slots) await this.turn();
    else this.running++;
    try {
      return await work();
    } finally {
      this.handOn();
    }
  }

  /** Resolves when a slot is handed over, so nobody can take it in between. */
  private turn(): Promise<void> {
    if (this.waiting.length >= this.queue) throw busy(RETRY_SECONDS);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private handOn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}
