import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../../../common/metrics/metrics.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { BatchedLookup } from '../../../database/batched-lookup.js';
import { ExternalIdentitiesRepository, type Identity } from './external-identities.repository.js';
import type { KnownPerson } from './outside.types.js';

const FLUSH_EVERY_MS = 30_000;

const textOf = ({ issuer, subject }: Identity): string => JSON.stringify([issuer, subject]);

/** Who an outside identity is, as the database knows it now. Looking writes nothing; when they were seen is written down later. */
@Injectable()
export class KnownPeople implements OnModuleInit, BeforeApplicationShutdown {
  private readonly lookup: BatchedLookup<Identity, KnownPerson | null>;
  private seen = new Map<string, Identity>();

  constructor(
    private readonly identities: ExternalIdentitiesRepository,
    private readonly tasks: PeriodicTasks,
    metrics: Metrics,
  ) {
    const observe = metrics.batchObserver('external_identities');
    this.lookup = new BatchedLookup((wanted) => identities.findKnown(wanted), { textOf, observe });
  }

  onModuleInit(): void {
    this.tasks.every('write last sight of people', FLUSH_EVERY_MS, () => this.flush());
  }

  async find({ issuer, subject }: Identity): Promise<KnownPerson | null> {
    const identity = { issuer, subject };
    const known = await this.lookup.find(identity);
    if (known?.stale) this.seen.set(textOf(identity), identity);
    return known;
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A database that is away must not keep the program from stopping; only a time of sight is lost.
    await this.flush().catch(() => undefined);
  }

  private async flush(): Promise<void> {
    if (this.seen.size === 0) return;
    const seen = [...this.seen.values()];
    this.seen = new Map();
    await this.identities.markSeen(seen);
  }
}
