import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';

const PURGE_EVERY_MS = 10 * 60_000;

/** The counters' table belongs to rate-limiter-flexible; only its over-aged rows are our business. */
@Injectable()
export class RateLimitsRepository implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget rate limits', PURGE_EVERY_MS, () => this.purge());
  }

  /** `expire` is in milliseconds since the epoch, null for counters without an end. */
  private async purge(): Promise<void> {
    await this.dataSource.query(`DELETE FROM rate_limits WHERE expire < extract(epoch FROM now()) * 1000`);
  }
}
