import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { Transactions } from '../../database/transactions.js';
import { CommandsRepository } from './commands.repository.js';
import { LeasesRepository } from './leases.repository.js';
import { ReportsRepository } from './reports.repository.js';

const EXPIRE_EVERY_MS = 5_000;
const FORGET_EVERY_MS = 600_000;

/** Writes down what is over, and forgets what is long over. Nothing depends on when. */
@Injectable()
export class WorkersUpkeep implements OnModuleInit {
  constructor(
    private readonly commands: CommandsRepository,
    private readonly reports: ReportsRepository,
    private readonly leases: LeasesRepository,
    private readonly transactions: Transactions,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('expire bot commands', EXPIRE_EVERY_MS, () =>
      this.transactions.run((tx) => this.commands.expire(tx)),
    );
    this.tasks.every('forget what bot workers said', FORGET_EVERY_MS, () => this.forget());
  }

  private async forget(): Promise<void> {
    for (const room of [this.commands, this.reports, this.leases]) await this.transactions.run((tx) => room.forget(tx));
  }
}
