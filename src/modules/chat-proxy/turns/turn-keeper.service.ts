import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { ChatPeople } from '../chat-people.service.js';
import { ChatTransactions } from '../chat-transactions.js';
import { TurnRunner } from './turn-runner.service.js';
import { TurnWorkRepository } from './turn-work.repository.js';

const RENEW_EVERY_MS = 5_000;
const CANCEL_EVERY_MS = 500;
const START_EVERY_MS = 2_000;

/** Keeps turns going: leases, cancels from other replicas, and what waits for its turn. */
@Injectable()
export class TurnKeeper implements OnModuleInit {
  constructor(
    private readonly runner: TurnRunner,
    private readonly work: TurnWorkRepository,
    private readonly people: ChatPeople,
    private readonly transactions: ChatTransactions,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.runner.onFree((userId) => void this.startWaiting(userId).catch(() => undefined));
    this.tasks.every('renew the leases of turns', RENEW_EVERY_MS, () => this.renew());
    this.tasks.every('stop cancelled turns', CANCEL_EVERY_MS, () => this.stopCancelled());
    this.tasks.every('stop turns of people who left', START_EVERY_MS, () => this.stopForbidden());
    this.tasks.every('start waiting turns', START_EVERY_MS, () => this.startForgotten());
  }

  /** Runs here what of this person may run now. */
  async startWaiting(userId: string): Promise<void> {
    // Whoever came in before the last turn ended waits visibly, whoever came in later has claimed what it may.
    if (!(await this.work.waits(userId))) return;
    const claimed = await this.transactions.run(async (tx) =>
      (await this.people.hold(userId, tx)) ? this.work.claim(userId, tx) : [],
    );
    this.runner.start(claimed);
  }

  /** Those whose replica is gone, or that nobody was told of. */
  private async startForgotten(): Promise<void> {
    for (const userId of await this.work.findPeopleWaiting()) await this.startWaiting(userId);
  }

  private async renew(): Promise<void> {
    const ids = this.runningIds();
    if (ids.length === 0) return;
    const ours = await this.work.renew(ids);
    for (const id of ids) if (!ours.has(id)) this.runner.stop(id, 'fenced');
  }

  private async stopCancelled(): Promise<void> {
    const ids = this.runningIds();
    if (ids.length === 0) return;
    for (const id of await this.work.findCancelled(ids)) this.runner.stop(id, 'cancelled');
  }

  /** A person who was disabled, deleted, or unlinked from where they wrote, is answered no more. */
  private async stopForbidden(): Promise<void> {
    const verdicts = this.runner.running.map(async ({ id, userId, platform, platformUserId }) => {
      const identity = platform !== null && platformUserId !== null ? { platform, platformUserId } : null;
      if (!(await this.people.permits({ userId, identity, platforms: null }))) this.runner.stop(id, 'cancelled');
    });
    await Promise.all(verdicts);
  }

  private runningIds(): string[] {
    return this.runner.running.map(({ id }) => id);
  }
}
