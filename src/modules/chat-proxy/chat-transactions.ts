import { Injectable } from '@nestjs/common';
import type { AppError } from '../../common/errors/app-error.js';
import { AppConfig } from '../../config/app-config.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { chatUnavailable } from './chat.errors.js';

/** Whoever waits longer is told to come again; a crowd of hundreds is through much earlier. */
const PATIENCE_MS = 10_000;

type Place = () => void;

/**
 * The transactions of turns that begin and end. A crowd of them would take every connection of the pool and then fail for waiting too
 * long for one, with everything else that needs the database; so half of the connections are theirs, and who waits does so in memory.
 */
@Injectable()
export class ChatTransactions {
  private free: number;
  private readonly waiting = new Set<Place>();

  constructor(
    private readonly transactions: Transactions,
    { settings }: AppConfig,
  ) {
    this.free = Math.max(1, Math.floor(settings.DATABASE_POOL_SIZE / 2));
  }

  /** As `Transactions.run`. @throws AppError chat_unavailable when too many came first */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<Exclude<T, AppError>> {
    if (this.free > 0) this.free--;
    else await this.place();
    try {
      return await this.transactions.run(work);
    } finally {
      this.handOn();
    }
  }

  private place(): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter: Place = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(enter);
        reject(chatUnavailable());
      }, PATIENCE_MS);
      this.waiting.add(enter);
    });
  }

  private handOn(): void {
    const [first] = this.waiting;
    if (first === undefined) this.free++;
    else {
      this.waiting.delete(first);
      first();
    }
  }
}
