import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { APP_LOGGER, type AppLogger } from '../logging/logger.js';

/** Runs housekeeping now and then. A failed round is logged and the next one tries again. */
@Injectable()
export class PeriodicTasks implements BeforeApplicationShutdown {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();

  constructor(@Inject(APP_LOGGER) private readonly logger: AppLogger) {}

  /** @param milliseconds between the starts of two rounds; a round that still runs is not started again */
  every(name: string, milliseconds: number, work: () => Promise<void>): void {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      const round = this.round(name, work).then(() => {
        busy = false;
        this.running.delete(round);
      });
      this.running.add(round);
    }, milliseconds);
    timer.unref();
    this.timers.add(timer);
  }

  /** Ends the timers and waits for what still runs, so that nothing uses the database after it closed. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running);
  }

  /** Also what is thrown before there is a promise stays here: thrown by a timer, it would end the process. */
  private async round(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn({ task: name, err: error }, 'a periodic task failed');
    }
  }
}
