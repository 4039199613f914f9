import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { CommandsRepository, type Outcome } from './commands.repository.js';
import { commandOver } from './workers.errors.js';

export interface Ack {
  readonly id: string;
  readonly keyId: string;
  readonly fence: number;
}

/** What workers say of the commands they were given. */
@Injectable()
export class AcksService {
  constructor(
    private readonly commands: CommandsRepository,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What must not be done twice is claimed first: one claimer, ever.
   *
   * @returns how long it may be done, in milliseconds
   * @throws AppError bot_command_over
   */
  claim({ id, ...holder }: Ack): Promise<number> {
    return this.transactions.run(async (tx) => {
      const left = await this.commands.claim(id, holder, tx);
      if (left === null) throw commandOver();
      return left;
    });
  }

  /** @throws AppError bot_command_over */
  settle({ id, ...holder }: Ack, outcome: Outcome): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (await this.commands.settle(id, holder, outcome, tx)) return;
      if (!(await this.commands.wasSettled(id, holder.fence, outcome.status, tx))) throw commandOver();
    });
  }
}
