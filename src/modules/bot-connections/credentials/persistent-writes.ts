import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { AppError } from '../../../common/errors/app-error.js';
import { isDatabaseOutage } from '../../../common/errors/database-outage.rules.js';
import { Transactions, type Tx } from '../../../database/transactions.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** An outage ends; what else fails, fails again. */
const TRIES_OF_THE_UNFORESEEN = 5;

/** A stopping program waits for the database that long; with the exchange before it (3 s) that makes less than ten seconds. */
const PATIENCE_WHILE_STOPPING_MS = 5_000;

/**
 * Writes what must not be lost: a new pair exists nowhere else, and the platform may not take the old refresh token again. Tries until the
 * database takes it, also while the program stops.
 */
@Injectable()
export class PersistentWrites implements OnModuleDestroy {
  private stoppingSince: number | null = null;

  constructor(private readonly transactions: Transactions) {}

  get stopping(): boolean {
    return this.stoppingSince !== null;
  }

  onModuleDestroy(): void {
    this.stoppingSince = performance.now();
  }

  /** @param failed hears of the first failure */
  async run<T>(work: (tx: Tx) => Promise<T>, failed: (error: unknown) => void): Promise<Exclude<T, AppError>> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transactions.run(work);
      } catch (error) {
        if (tries === 1) failed(error);
        if (this.isOver(error, tries)) throw error;
      }
      await delay(Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS));
    }
  }

  private isOver(error: unknown, tries: number): boolean {
    if (!isDatabaseOutage(error)) return tries >= TRIES_OF_THE_UNFORESEEN;
    return this.stoppingSince !== null && performance.now() - this.stoppingSince > PATIENCE_WHILE_STOPPING_MS;
  }
}
