import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { MachineKeysRepository } from './machine-keys.repository.js';

const FLUSH_EVERY_MS = 30_000;

/** Gathers when keys were used and writes it twice a minute, so that a key check itself never writes. */
@Injectable()
export class LastUse implements OnModuleInit, BeforeApplicationShutdown {
  private uses = new Map<string, Date>();

  constructor(
    private readonly keys: MachineKeysRepository,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('write last use of keys', FLUSH_EVERY_MS, () => this.flush());
  }

  note(keyId: string): void {
    this.uses.set(keyId, new Date());
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A database that is away must not keep the program from stopping; only a time of use is lost.
    await this.flush().catch(() => undefined);
  }

  private async flush(): Promise<void> {
    if (this.uses.size === 0) return;
    const uses = this.uses;
    this.uses = new Map();
    await this.keys.markUsed(uses);
  }
}
